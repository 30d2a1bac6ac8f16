package io.github.leat.hdx.internal;

import io.github.leat.hdx.LandingWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written beside its place, as {@code .NAME.leat-part}, and then renamed. A second file says of which version it
 * is, and is there before the first byte, so that no part is taken for one of another version.
 */
public final class PartFile implements LandingWriter {
    private final Path target;
    private final Path part;
    private final Path label;
    private final FileChannel channel;
    private long position;

    private PartFile(Path target, Path part, Path label, FileChannel channel, long position) {
        this.target = target;
        this.part = part;
        this.label = label;
        this.channel = channel;
        this.position = position;
    }

    /** Goes on with the part of this version, or begins anew. */
    public static PartFile open(Path target, String version) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".leat-part");
        Path label = target.resolveSibling("." + target.getFileName() + ".leat-version");
        boolean same = Files.exists(part)
                && Files.exists(label)
                && !version.isEmpty()
                && Files.readString(label).equals(version);
        if (!same) {
            Files.deleteIfExists(part);
            Files.writeString(label, version);
        }
        FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireAlone(channel, target);
            long size = channel.size();
            channel.position(size);
            return new PartFile(target, part, label, channel, size);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The lock ends with the channel. */
    private static void requireAlone(FileChannel channel, Path target) throws IOException {
        boolean alone;
        try {
            alone = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false;
        }
        if (!alone) {
            throw new IOException(target + " is being written by somebody else");
        }
    }

    /** Drops what was kept. */
    public void restart() throws IOException {
        channel.truncate(0);
        position = 0;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public InputStream kept() throws IOException {
        return Files.newInputStream(part);
    }

    @Override
    public OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(label);
    }

    @Override
    public void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
        Files.deleteIfExists(label);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
