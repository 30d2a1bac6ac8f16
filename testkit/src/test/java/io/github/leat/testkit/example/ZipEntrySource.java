package io.github.leat.testkit.example;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

// docs: source
/** One file of a ZIP archive that holds several. Its version is its time and checksum in the archive. Immutable. */
public final class ZipEntrySource implements ByteSource {
    private final Path archive;
    private final String entry;
    private final long size;
    private final String version;

    private ZipEntrySource(Path archive, ZipEntry found) {
        this.archive = archive;
        this.entry = found.getName();
        this.size = found.getSize();
        this.version = versionOf(found);
    }

    /**
     * The file of a name in an archive.
     *
     * @throws SourceException if there is no such archive, or no such file in it
     */
    public static ZipEntrySource of(Path archive, String entry) {
        try (ZipFile zip = open(archive, entry)) {
            return new ZipEntrySource(archive, find(zip, archive, entry));
        } catch (IOException e) {
            throw unreadable(archive, entry, e);
        }
    }

    /** Begins with an instant, so that loads know which of two versions is the newer one. */
    private static String versionOf(ZipEntry entry) {
        return entry.getLastModifiedTime().toInstant() + "/" + Long.toHexString(entry.getCrc()) + "/" + entry.getSize();
    }

    @Override
    public String name() {
        return archive + "!" + entry;
    }

    @Override
    public String identity() {
        return archive.toAbsolutePath().normalize() + "!" + entry;
    }

    @Override
    public Optional<String> version() {
        return Optional.of(version);
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.of(size);
    }
    // docs: end

    // docs: open
    @Override
    public InputStream open(long fromByte) throws IOException {
        ZipFile zip = open(archive, entry);
        try {
            ZipEntry now = find(zip, archive, entry);
            if (!versionOf(now).equals(version)) {
                throw new SourceException(
                        name() + " has changed since the load began. Run it again: it loads the new" + " version.");
            }
            InputStream bytes = zip.getInputStream(now);
            bytes.skipNBytes(fromByte);
            return new FilterInputStream(bytes) {
                @Override
                public void close() throws IOException {
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile open(Path archive, String entry) throws IOException {
        try {
            return new ZipFile(archive.toFile());
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    "There is no archive " + archive + " to take " + entry + " from. Check its name.", e);
        }
    }

    private static ZipEntry find(ZipFile zip, Path archive, String entry) {
        ZipEntry found = zip.getEntry(entry);
        if (found == null || found.isDirectory()) {
            throw new SourceException(archive + " has no file " + entry + ". List it with unzip -l.");
        }
        return found;
    }

    private static SourceException unreadable(Path archive, String entry, IOException e) {
        return new SourceException(
                archive + "!" + entry + " cannot be read: " + e.getMessage() + ". Check that it is a ZIP archive.", e);
    }
    // docs: end
}
