package io.github.leat.rds;

import io.github.leat.core.Position;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.nio.file.Path;
import java.util.Optional;

/** The load of {@link DuckDbKillTest}: its source is the numbers from 1 on. Run as a program it goes on until it is killed. */
final class KilledLoad {
    static final Schema SCHEMA = Schema.of(
            Column.of("id", ColumnType.LONG), Column.of("square", ColumnType.LONG), Column.of("text", ColumnType.TEXT));
    private static final int BATCH = 1_000;
    private static final int BATCHES_PER_COMMIT = 3;

    private KilledLoad() {}

    static RdsSink sink(Path file, WriteMode mode) {
        return RdsSink.duckdb(file).table("numbers").key("id").mode(mode);
    }

    static LoadId load() {
        return LoadId.create("numbers.csv", Optional.of("v1"));
    }

    static RecordBatch batch(long from, int size) {
        BatchBuilder records = BatchBuilder.of("numbers.csv", SCHEMA);
        for (long i = from; i < from + size; i++) {
            records.add(String.valueOf(i), String.valueOf(i * i), "number " + i);
        }
        return records.build();
    }

    static Checkpoint checkpoint(long records) {
        return new Checkpoint(
                new Position("numbers.csv", records * 10, records + 1, records),
                new RecordCounts(records, records, 0, 0, 0),
                0);
    }

    /** Loads until killed; the arguments are the database file and the mode. */
    public static void main(String[] args) throws Exception {
        try (SinkWriter writer =
                sink(Path.of(args[0]), WriteMode.valueOf(args[1])).open(SCHEMA, load())) {
            long next = 1;
            for (int batch = 1; ; batch++) {
                writer.write(batch(next, BATCH));
                next += BATCH;
                if (batch % BATCHES_PER_COMMIT == 0) {
                    writer.commit(checkpoint(next - 1));
                    System.out.println("committed " + (next - 1));
                    System.out.flush();
                }
            }
        }
    }
}
