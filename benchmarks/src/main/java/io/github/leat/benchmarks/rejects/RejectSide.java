package io.github.leat.benchmarks.rejects;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.core.schema.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Who reads, and keeps the records that do not conform. */
public enum RejectSide {
    /** Reader and {@code Conform}, as in a load; rejects go to a file with the record's fields and the reason. */
    LEAT(LeatRejects::new),
    /** A whole load that writes CSV to {@code /dev/null}, with inference, ledger and dead letters as they come. */
    LEAT_LOAD(LoadRejects::new),
    /** FastCSV, the JDK's parsing and a catch; rejects go to a file with the record's fields and the reason. */
    FASTCSV_JDK(FastCsvRejects::new),
    /** {@code read_csv} with {@code store_rejects}, one thread: into a table in memory, with the line and the reason. */
    DUCKDB(DuckDbRejects::new);

    @SuppressWarnings("ImmutableEnumChecker") // Constructors.
    private final Supplier<Reading> reading;

    RejectSide(Supplier<Reading> reading) {
        this.reading = reading;
    }

    /** What is left of an input, which must be the same for all sides. */
    public record Outcome(long kept, long rejected) {}

    interface Reading {
        Outcome read(CsvInput input, List<ColumnType> types, Path rejects) throws Exception;
    }

    /**
     * Reads an input once.
     *
     * @param rejects a file that is not there yet
     */
    public Outcome read(CsvInput input, List<ColumnType> types, Path rejects) throws Exception {
        return reading.get().read(input, types, rejects);
    }
}
