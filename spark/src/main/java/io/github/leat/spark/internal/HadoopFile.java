package io.github.leat.spark.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One file as every machine of a cluster opens it. A local file has the name, identity and version that {@link FileSource}
 * gives it, an object of S3 the name that the S3 source gives it, so that ledgers know both again. Immutable.
 */
public final class HadoopFile implements ByteSource, Serializable {
    private static final long serialVersionUID = 1;

    private final String uri;
    private final long size;
    private final String version;
    /** One for all files, and sent to each machine once: settings are larger than all else that a task is told. */
    private final Broadcast<SerializableConfiguration> settings;

    private HadoopFile(String uri, long size, String version, Broadcast<SerializableConfiguration> settings) {
        this.uri = uri;
        this.size = size;
        this.version = version;
        this.settings = settings;
    }

    /** The file that was found. */
    static HadoopFile of(FileStatus status, Broadcast<SerializableConfiguration> settings) {
        // not as a URI, which has blanks and more of a name as %20
        String uri = status.getPath().toString();
        if (isLocal(uri)) {
            FileSource file = FileSource.of(localPath(uri));
            return new HadoopFile(uri, status.getLen(), file.version().orElse(""), settings);
        }
        String tag = status instanceof EtagSource tagged && tagged.getEtag() != null
                ? tagged.getEtag().replace("\"", "")
                : String.valueOf(status.getLen());
        return new HadoopFile(
                uri, status.getLen(), Instant.ofEpochMilli(status.getModificationTime()) + "/" + tag, settings);
    }

    private static boolean isLocal(String uri) {
        return uri.startsWith("file:");
    }

    private static Path localPath(String uri) {
        return Path.of(new org.apache.hadoop.fs.Path(uri).toUri().getPath());
    }

    @Override
    public String name() {
        if (isLocal(uri)) {
            return localPath(uri).toString();
        }
        return uri.startsWith("s3a:") ? "s3:" + uri.substring(4) : uri;
    }

    @Override
    public Optional<String> version() {
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.of(size);
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        if (isLocal(uri)) {
            FileSource file = FileSource.of(localPath(uri));
            if (!file.version().orElse("").equals(version)) {
                throw changed();
            }
            return file.open(fromByte);
        }
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
        FSDataInputStream in =
                FileSystem.get(path.toUri(), settings.value().value()).open(path);
        try {
            in.seek(fromByte);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private SourceException changed() {
        return new SourceException(name() + " is not the file any more that was planned with. Read it again.");
    }

    @Override
    public String toString() {
        return name();
    }
}
