package io.github.leat.lambda;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.load.DeadLetterWriter;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Rejected records as objects: one for each run of the function, named by the object and the record at which the run began,
 * so that a run that is repeated replaces its own. A run keeps its file in the function's temporary directory and puts it as a
 * whole before each commit of the load that follows a reject.
 */
final class KeptRejects implements DeadLetters {
    private final S3Store store;
    private final S3Address prefix;
    private final String key;

    /** @param key of the object that is loaded */
    KeptRejects(S3Store store, S3Address prefix, String key) {
        this.store = store;
        this.prefix = prefix;
        this.key = key;
    }

    @Override
    public String name() {
        return prefix.name() + key + ".*.rejects.csv";
    }

    @Override
    public DeadLetterWriter open(
            LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
        long from = resumedAt.map(at -> at.position().record()).orElse(0L);
        S3Address object = prefix.withKey(prefix.key() + key + "." + from + ".rejects.csv");
        try {
            Path directory = Files.createTempDirectory("leat-rejects");
            Path file = directory.resolve("rejects.csv");
            return new Writer(
                    object, directory, file, DeadLetters.toFile(file).open(load, source, target, columns, resumedAt));
        } catch (IOException e) {
            throw new TransientSinkException(
                    "The temporary directory takes no rejects: " + e.getMessage() + ". Give the function more of it.",
                    e);
        }
    }

    private final class Writer implements DeadLetterWriter {
        private final S3Address object;
        private final Path directory;
        private final Path file;
        private final DeadLetterWriter inFile;
        private boolean isNew;

        Writer(S3Address object, Path directory, Path file, DeadLetterWriter inFile) {
            this.object = object;
            this.directory = directory;
            this.file = file;
            this.inFile = inFile;
        }

        @Override
        public void write(RecordBatch origin, Rejection rejection) {
            inFile.write(origin, rejection);
            isNew = true;
        }

        @Override
        public long commit() {
            long bytes = inFile.commit();
            if (isNew) {
                put();
                isNew = false;
            }
            return bytes;
        }

        private void put() {
            try {
                store.client()
                        .putObject(request -> request.bucket(object.bucket()).key(object.key()), file);
            } catch (SdkException e) {
                throw new PermanentSinkException(
                        "The rejects cannot be kept as " + object.name() + ": " + e.getMessage()
                                + " Allow s3:PutObject there, or change LEAT_REJECTS.",
                        e);
            }
        }

        @Override
        public void complete() {
            inFile.complete();
        }

        @Override
        public void close() {
            inFile.close();
            try (var files = Files.list(directory)) {
                for (Path left : files.toList()) {
                    Files.delete(left);
                }
                Files.delete(directory);
            } catch (IOException e) {
                // the function's temporary directory goes with it
            }
        }
    }
}
