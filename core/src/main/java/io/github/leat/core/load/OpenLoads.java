package io.github.leat.core.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code FILE.leat-open} beside a file of dead letters: which loads have rejects in it and are not complete.
 *
 * <p>The records name their source and version, but not their target, nor whether their load has ended. This file does: only
 * what it names is ever taken back. It is replaced as a whole by renaming, and is not there while no load is open.
 */
final class OpenLoads {
    /**
     * One load, and where its rejects are: from one record to another of those that name this source and version, counted
     * from 1. Numbers of these records only, since they do not change when records of others go.
     *
     * @param load identity of the source
     * @param target name of the target
     * @param source what the records name as their source
     * @param version what they name as its version
     * @param after number of the last record that was there before
     * @param upTo number of the last record before those of another target, {@link Long#MAX_VALUE} while there are none
     */
    record Open(String load, String target, String source, String version, long after, long upTo) {
        boolean isOf(String otherLoad, String otherTarget) {
            return load.equals(otherLoad) && target.equals(otherTarget);
        }

        boolean names(String otherSource, String otherVersion) {
            return source.equals(otherSource) && version.equals(otherVersion);
        }

        boolean holds(long number) {
            return number > after && number <= upTo;
        }

        Open at(long newAfter, long newUpTo) {
            return new Open(load, target, source, version, newAfter, newUpTo);
        }
    }

    private final Path path;

    OpenLoads(Path deadLetters) {
        this.path = deadLetters.resolveSibling(deadLetters.getFileName() + ".leat-open");
    }

    List<Open> read() throws IOException {
        List<Open> open = new ArrayList<>();
        if (!Files.exists(path)) {
            return open;
        }
        try {
            Properties properties = new Properties();
            properties.load(new ByteArrayInputStream(Files.readAllBytes(path)));
            for (int i = 0; properties.containsKey(i + ".load"); i++) {
                open.add(new Open(
                        text(properties, i + ".load"),
                        text(properties, i + ".target"),
                        text(properties, i + ".source"),
                        text(properties, i + ".version"),
                        Long.parseLong(text(properties, i + ".after")),
                        Long.parseLong(text(properties, i + ".upTo"))));
            }
            return open;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    path + " cannot be understood: " + e.getMessage()
                            + ". Remove it; rejects of loads that were killed may then stand twice",
                    e);
        }
    }

    private static String text(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }

    void write(List<Open> open) throws IOException {
        if (open.isEmpty()) {
            Files.deleteIfExists(path);
            return;
        }
        Properties properties = new Properties();
        for (int i = 0; i < open.size(); i++) {
            Open one = open.get(i);
            properties.setProperty(i + ".load", one.load());
            properties.setProperty(i + ".target", one.target());
            properties.setProperty(i + ".source", one.source());
            properties.setProperty(i + ".version", one.version());
            properties.setProperty(i + ".after", String.valueOf(one.after()));
            properties.setProperty(i + ".upTo", String.valueOf(one.upTo()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        properties.store(bytes, null);
        Path fresh = path.resolveSibling(path.getFileName() + "-new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        LastingMove.replace(fresh, path);
    }

    /** Forgets a load. */
    void remove(String load, String target) throws IOException {
        List<Open> open = read();
        if (open.removeIf(one -> one.isOf(load, target))) {
            write(open);
        }
    }

    /** The path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
