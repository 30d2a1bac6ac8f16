package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.testkit.generate.LineEnd;
import java.util.List;
import java.util.function.Supplier;

/** The libraries that read fields. */
public enum FieldSide {
    /** Ours, with a visitor. */
    LEAT(() -> new LeatFields(false)),
    /** Ours, with a cursor. */
    LEAT_CURSOR(() -> new LeatFields(true)),
    /** FastCSV's callback, from bytes. */
    FASTCSV(() -> new FastCsvFields(false)),
    /** FastCSV's callback, from characters that somebody else decoded: a bound, not what a user with a file gets. */
    FASTCSV_CHARS(() -> new FastCsvFields(true)),
    /** Univocity on one thread. */
    UNIVOCITY(() -> new UnivocityFields(false)),
    /** Univocity with its second thread. */
    UNIVOCITY_TWO_THREADS(() -> new UnivocityFields(true)),
    /** Apache Commons CSV. */
    COMMONS_CSV(CommonsCsvFields::new),
    /** Jackson's tokens. */
    JACKSON(JacksonFields::new),
    /** Deephaven's columns of Strings. */
    DEEPHAVEN(DeephavenFields::new),
    /** DuckDB's read_csv. */
    DUCKDB(DuckDbFields::new);

    @SuppressWarnings("ImmutableEnumChecker") // Constructors.
    private final Supplier<FieldReader> reader;

    FieldSide(Supplier<FieldReader> reader) {
        this.reader = reader;
    }

    /** Reads an input and touches every field: what it sums up. */
    public long touch(CsvInput input) throws Exception {
        try (FieldReader reader = open()) {
            return reader.touch(input);
        }
    }

    FieldReader open() {
        return reader.get();
    }

    /**
     * Proves that a side sees every field as Commons CSV, the reference, does; to be called through {@link
     * io.github.leat.benchmarks.Isolated}.
     *
     * @return what the side's touch must answer
     * @throws IllegalStateException if a field or the number of records differs
     */
    public static long prove(String side, String kind, String lineEnd, byte[] bytes) throws Exception {
        try (CsvInput input = new CsvInput(InputKind.valueOf(kind), LineEnd.valueOf(lineEnd), bytes)) {
            long[] sums = prove(valueOf(side), input);
            return sums[0] + sums[1];
        }
    }

    /**
     * The same for records that are repeated; {@link #prove} of the header and one time the records.
     *
     * @return what the side's touch must answer for the header, and for each time the records come
     * @throws IllegalStateException if a field or the number of records differs
     */
    public static long[] proveRepeating(String side, String columns, byte[] header, byte[] records) throws Exception {
        try (CsvInput input = CsvInput.repeating(List.of(columns.split(",", -1)), header, records, 1)) {
            return prove(valueOf(side), input);
        }
    }

    private static long[] prove(FieldSide side, CsvInput input) throws Exception {
        try (FieldReader proven = side.open();
                FieldReader reference = COMMONS_CSV.open()) {
            FieldDigest expected = new FieldDigest(input.columns().size());
            reference.show(input, expected);
            FieldDigest actual = new FieldDigest(input.columns().size());
            proven.show(input, actual);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(
                        side + " reads other fields than the reference:\n" + actual + "instead of\n" + expected);
            }
            FieldDigest header = new FieldDigest(input.columns().size());
            for (int c = 0; c < input.columns().size(); c++) {
                header.add(c, input.columns().get(c));
            }
            return new long[] {
                proven.touchesHeader() ? header.touched(proven.touches()) : 0, expected.touched(proven.touches())
            };
        }
    }
}
