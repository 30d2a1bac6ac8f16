package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.testkit.generate.LineEnd;
import java.util.function.Supplier;

/** The libraries that read values. */
public enum ValueSide {
    /** Ours, with a visitor. */
    LEAT(() -> new LeatValues(LeatValues.Way.VISITOR)),
    /** Ours, with a cursor. */
    LEAT_CURSOR(() -> new LeatValues(LeatValues.Way.CURSOR)),
    /** Ours, as in a load. */
    LEAT_CONFORMED(() -> new LeatValues(LeatValues.Way.CONFORMED)),
    /** FastCSV's callback, and the JDK's parse methods. */
    FASTCSV_JDK(FastCsvValues::new),
    /** DuckDB's read_csv. */
    DUCKDB(() -> new DuckDbValues(1));

    @SuppressWarnings("ImmutableEnumChecker") // Constructors.
    private final Supplier<ValueReader> reader;

    ValueSide(Supplier<ValueReader> reader) {
        this.reader = reader;
    }

    /**
     * Decodes everything.
     *
     * @param expected what {@link #prove} answers for this input
     * @throws IllegalStateException if it sums up to something else
     */
    public void sum(CsvInput input, long[] expected) throws Exception {
        try (ValueReader values = open()) {
            Sums sums = values.sum(input);
            Sums proven = Sums.of(expected);
            if (!sums.matches(proven)) {
                throw new IllegalStateException(this + " summed up " + sums + " instead of " + proven);
            }
        }
    }

    ValueReader open() {
        return reader.get();
    }

    /**
     * Proves that a side decodes every value as FastCSV with the JDK, the reference, does; to be called through {@link
     * io.github.leat.benchmarks.Isolated}.
     *
     * @return what the side must sum up, as whole numbers, the bits of the fractions, lengths and firsts
     * @throws IllegalStateException if a value or the number of records differs
     */
    public static long[] prove(String side, String kind, String lineEnd, byte[] bytes) throws Exception {
        return proven(
                side, valueOf(side).open(), new CsvInput(InputKind.valueOf(kind), LineEnd.valueOf(lineEnd), bytes));
    }

    /** The same for any reader; closes both. */
    static long[] proven(String side, ValueReader reader, CsvInput read) throws Exception {
        try (CsvInput input = read;
                ValueReader proven = reader;
                ValueReader reference = FASTCSV_JDK.open()) {
            ValueDigest expected = new ValueDigest(input.columns().size());
            reference.show(input, expected);
            ValueDigest actual = new ValueDigest(input.columns().size());
            proven.show(input, actual);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(
                        side + " decodes other values than the reference: " + actual + " instead of " + expected);
            }
            return expected.sums(proven.touches()).numbers();
        }
    }
}
