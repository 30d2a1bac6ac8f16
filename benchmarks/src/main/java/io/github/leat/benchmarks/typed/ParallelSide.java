package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.testkit.generate.LineEnd;

/** Who reads values of one file on several threads. */
public enum ParallelSide {
    /** Ours: parts, proven to begin where records do, field by field. */
    LEAT,
    /** DuckDB's read_csv. */
    DUCKDB;

    ValueReader open(int threads) {
        return switch (this) {
            case LEAT -> new LeatValuesInParts(threads);
            case DUCKDB -> new DuckDbValues(threads);
        };
    }

    /**
     * As {@link ValueSide#prove}.
     *
     * @throws IllegalStateException if a value or the number of records differs
     */
    public static long[] prove(String side, String threads, String kind, String lineEnd, byte[] bytes)
            throws Exception {
        return ValueSide.proven(
                side,
                valueOf(side).open(Integer.parseInt(threads)),
                new CsvInput(InputKind.valueOf(kind), LineEnd.valueOf(lineEnd), bytes));
    }
}
