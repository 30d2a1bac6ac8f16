package io.github.leat.hdx;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.internal.PartFile;
import io.github.leat.hdx.internal.WholeStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A local directory as a {@link Landing}. Files appear by being renamed; parts of interrupted ones stay beside them as {@code
 * .NAME.leat-part} and are gone on from. Thread-safe.
 */
public final class DirectoryLanding implements Landing {
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path directory;

    private DirectoryLanding(Path directory) {
        this.directory = directory;
    }

    /**
     * A directory, which is made where it is not there.
     *
     * @throws SourceException if it cannot be made, or is a file
     */
    public static DirectoryLanding of(Path directory) {
        Objects.requireNonNull(directory, "directory");
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new SourceException(directory + " is a file. Name a directory.", e);
        } catch (IOException e) {
            throw new SourceException(
                    directory + " cannot be made: " + e.getMessage() + ". Name a directory that can be written.", e);
        }
        return new DirectoryLanding(directory);
    }

    @Override
    public String name() {
        return directory.toString();
    }

    private Path path(String key) {
        if (!key.matches("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*")) {
            throw new IllegalArgumentException("Not a key: " + key);
        }
        return directory.resolve(key);
    }

    @Override
    public OptionalLong sizeOf(String key) throws IOException {
        Path path = path(key);
        return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    }

    @Override
    public LandingWriter write(String key, String version) throws IOException {
        Path path = path(key);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return PartFile.open(path, version);
    }

    @Override
    public Optional<LandedText> read(String key) throws IOException {
        Path path = path(key);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] text = Files.readAllBytes(path);
        return Optional.of(new LandedText(text, tag(text)));
    }

    private static String tag(byte[] text) {
        return HexFormat.of().formatHex(WholeStream.sha256().digest(text));
    }

    @Override
    public String replace(String key, byte[] text, Optional<String> expected)
            throws IOException, LandingConflictException {
        Path path = path(key);
        Path lock = path.resolveSibling("." + path.getFileName() + ".leat-lock");
        // a lock of a file is of the process: its threads need another one
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                Objects.requireNonNull(held);
                if (!read(key).map(LandedText::tag).equals(expected)) {
                    throw new LandingConflictException(key);
                }
                try (PartFile part = PartFile.open(path, tag(text))) {
                    part.restart();
                    part.out().write(text);
                    part.publish();
                }
                return tag(text);
            } catch (OverlappingFileLockException e) {
                throw new IOException(
                        "another part of this program holds " + lock, new UncheckedIOException(new IOException(e)));
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
