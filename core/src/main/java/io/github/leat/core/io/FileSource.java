package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A local file. Its name is the path as given, its identity the absolute, normalised path, its version {@code <last
 * modified>/<size>}, taken when the source is made.
 *
 * <p>Immutable and thread-safe. Files without a size of their own, such as pipes, can be read once and have neither size nor
 * version.
 */
public final class FileSource implements ByteSource {
    private final Path path;
    private final boolean regular;
    private final long size;
    private final String version;

    private FileSource(Path path, BasicFileAttributes attributes) {
        this.path = path;
        this.regular = attributes.isRegularFile();
        this.size = attributes.size();
        this.version = attributes.lastModifiedTime().toInstant() + "/" + size;
    }

    /**
     * The file of a path.
     *
     * @throws SourceException if there is no such file, or if it is a directory or cannot be looked at
     */
    public static FileSource of(Path path) {
        Objects.requireNonNull(path, "path");
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (attributes.isDirectory()) {
            throw new SourceException(
                    path + " is a directory. Name a file in it, or a pattern such as " + path.resolve("*.csv") + ".");
        }
        return new FileSource(path, attributes);
    }

    private static SourceException unreadable(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            Path directory = path.toAbsolutePath().normalize().getParent();
            boolean inPlace = directory != null && Files.isDirectory(directory);
            return new SourceException(
                    "There is no file " + path + ". "
                            + (inPlace
                                    ? "Check its name; " + directory + " exists."
                                    : "Check the path; not even its directory exists."),
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new SourceException(
                    path + " cannot be read: access is denied. Change its permissions, or run as its owner.", e);
        }
        return new SourceException(path + " cannot be read: " + e.getMessage() + ". Check the file and its disk.", e);
    }

    /** The path as given. */
    public Path path() {
        return path;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public String identity() {
        return path.toAbsolutePath().normalize().toString();
    }

    @Override
    public Optional<String> version() {
        return regular ? Optional.of(version) : Optional.empty();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return regular ? OptionalLong.of(size) : OptionalLong.empty();
    }

    @Override
    public boolean isReplayable() {
        return regular;
    }

    @Override
    public boolean isSeekable() {
        return regular;
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        try {
            if (regular) {
                channel.position(fromByte);
                return Channels.newInputStream(channel);
            }
            InputStream in = Channels.newInputStream(channel);
            in.skipNBytes(fromByte);
            return in;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
