package io.github.leat.spark.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.load.DeadLetterWriter;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in a directory that all machines reach. What a load rejects between two commits is one file, named by the piece and
 * the first record in it; a load that goes on removes those after its last commit, since they will come again.
 */
public final class ClusterDeadLetters implements DeadLetters {
    private final String directory;
    private final Configuration configuration;

    /** @param directory on any file system that Hadoop knows */
    public ClusterDeadLetters(String directory, Configuration configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return directory;
    }

    @Override
    public DeadLetterWriter open(
            LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
        String piece = UUID.nameUUIDFromBytes(
                        (load.source() + '\n' + load.version().orElse("") + '\n' + target)
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
        Writer writer = new Writer(load, source, target, columns, piece);
        writer.removeAfter(resumedAt.map(at -> at.position().record()).orElse(-1L));
        return writer;
    }

    private final class Writer implements DeadLetterWriter {
        private final LoadId load;
        private final String source;
        private final String target;
        private final Schema columns;
        private final String piece;
        private java.nio.file.@Nullable Path local;
        private @Nullable DeadLetterWriter open;
        private long firstRecord;
        private long bytes;

        Writer(LoadId load, String source, String target, Schema columns, String piece) {
            this.load = load;
            this.source = source;
            this.target = target;
            this.columns = columns;
            this.piece = piece;
        }

        private FileSystem files() throws IOException {
            return new Path(directory).getFileSystem(configuration);
        }

        void removeAfter(long record) {
            try {
                FileStatus[] found = files().globStatus(new Path(directory, piece + "-*.csv"));
                for (FileStatus one : found == null ? new FileStatus[0] : found) {
                    String name = one.getPath().getName();
                    if (Long.parseLong(name.substring(piece.length() + 1, name.length() - 4)) > record) {
                        files().delete(one.getPath(), false);
                    }
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void write(RecordBatch origin, Rejection rejection) {
            DeadLetterWriter to = open;
            if (to == null) {
                RecordCursor cursor = origin.cursor();
                while (cursor.index() < rejection.index()) {
                    cursor.next();
                }
                firstRecord = cursor.position().record();
                try {
                    java.nio.file.Path file =
                            Files.createTempDirectory("leat-rejects").resolve("part.csv");
                    local = file;
                    to = DeadLetters.toFile(file).open(load, source, target, columns, Optional.empty());
                    open = to;
                } catch (IOException e) {
                    throw failed(e);
                }
            }
            to.write(origin, rejection);
        }

        @Override
        public long commit() {
            DeadLetterWriter to = open;
            java.nio.file.Path file = local;
            if (to == null || file == null) {
                return bytes;
            }
            try {
                bytes += to.commit();
                to.complete();
                to.close();
                open = null;
                files().copyFromLocalFile(
                                false,
                                true,
                                new Path(file.toUri()),
                                new Path(directory, piece + "-" + firstRecord + ".csv"));
                discard(file);
                return bytes;
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private void discard(java.nio.file.Path file) throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling("part.csv.leat-open"));
            java.nio.file.Path directoryOfIt = file.getParent();
            if (directoryOfIt != null) {
                Files.deleteIfExists(directoryOfIt);
            }
            local = null;
        }

        @Override
        public void complete() {}

        @Override
        public void close() {
            DeadLetterWriter to = open;
            java.nio.file.Path file = local;
            open = null;
            if (to != null && file != null) {
                to.close();
                try {
                    discard(file);
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        }

        private PermanentSinkException failed(IOException e) {
            return new PermanentSinkException(
                    "The dead letters cannot be kept in " + directory + ": " + e.getMessage()
                            + ". Name a directory that all machines can write to; the load stops at its last commit.",
                    e);
        }
    }
}
