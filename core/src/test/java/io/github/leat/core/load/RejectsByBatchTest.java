package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.LoadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejects of one batch come with one origin: a writer that looked each up from its batch's start took minutes. */
class RejectsByBatchTest {
    private static final int RECORDS = 40_000;

    @TempDir
    Path directory;

    @Test
    void rejectsOfABatchShareItsOrigin() throws IOException {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i).append(i % 2 == 0 ? ",none\n" : ",7\n");
        }
        Path source = Files.writeString(directory.resolve("a.csv"), text);
        Origins origins = new Origins();

        LoadReport report = Load.from(FileSource.of(source))
                .into(CsvSink.to(directory.resolve("a.out")))
                .infer(Inference.builder()
                        .types(Map.of("n", ColumnType.parse("LONG")))
                        .build())
                .deadLetters(origins)
                .run();

        assertThat(report.counts().rejected()).isEqualTo(RECORDS / 2);
        assertThat(origins.rejects).isEqualTo(RECORDS / 2);
        assertThat(origins.seen).hasSizeLessThan(10);
    }

    private static final class Origins implements DeadLetters, DeadLetterWriter {
        private final Set<RecordBatch> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private int rejects;

        @Override
        public String name() {
            return "origins";
        }

        @Override
        public DeadLetterWriter open(
                LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
            return this;
        }

        @Override
        public void write(RecordBatch origin, Rejection rejection) {
            seen.add(origin);
            rejects++;
        }

        @Override
        public long commit() {
            return 0;
        }

        @Override
        public void complete() {}

        @Override
        public void close() {}
    }
}
