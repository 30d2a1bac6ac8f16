package io.github.leat.testkit.generate;

import io.github.leat.core.schema.ColumnType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Invents CSV of any number of columns, to see what a cost depends on: the same settings give the same bytes everywhere. Columns repeat the
 * types integer, text, decimal number, ISO date. UTF-8, RFC 4180, LF.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns how many, above 0
 * @param quotedShare share of the fields in quotes, from 0 to 1; one in eight quoted texts has a comma, one a doubled quote
 * @param faultyShare share of the records whose first field is no integer but a text, from 0 to 1
 * @param seed what the content depends on
 */
public record CsvGrid(int columns, double quotedShare, double faultyShare, long seed) {
    private static final ColumnType[] TYPES = {ColumnType.LONG, ColumnType.TEXT, ColumnType.DOUBLE, ColumnType.DATE};
    private static final String[] WORDS = {
        "north",
        "delta",
        "harvest",
        "market day",
        "well",
        "clinic road",
        "Łódź",
        "bridge",
        "camp seven",
        "São Tomé",
        "station"
    };
    private static final int SHARES = 1_000_000;
    private static final String FAULT = "unknown";

    /** Checks the ranges. */
    public CsvGrid {
        if (columns < 1) {
            throw new IllegalArgumentException("The number of columns must be above 0, got " + columns + ".");
        }
        requireShare("quotedShare", quotedShare);
        requireShare("faultyShare", faultyShare);
    }

    /** Whole records. Immutable as long as nobody changes its bytes. */
    public static final class Block {
        private final byte[] bytes;
        private final long records;
        private final long faulty;

        private Block(byte[] bytes, long records, long faulty) {
            this.bytes = bytes;
            this.records = records;
            this.faulty = faulty;
        }

        /** Without a header; not a copy, and not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        /** How many there are. */
        public long records() {
            return records;
        }

        /** How many of them have the fault. */
        public long faulty() {
            return faulty;
        }
    }

    /** Names: {@code c1} and so on. */
    public List<String> names() {
        List<String> names = new ArrayList<>(columns);
        for (int c = 1; c <= columns; c++) {
            names.add("c" + c);
        }
        return names;
    }

    /** The types of the columns, which all values but the faults have. */
    public List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>(columns);
        for (int c = 0; c < columns; c++) {
            types.add(TYPES[c % TYPES.length]);
        }
        return types;
    }

    /** The header record with its line end. */
    public byte[] header() {
        return (String.join(",", names()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Records of at least so many bytes together; one at least. */
    public Block records(long bytes) {
        SplitMix64 random = new SplitMix64(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder record = new StringBuilder();
        DayText day = new DayText();
        long records = 0;
        long faulty = 0;
        do {
            boolean isFaulty = random.below(SHARES) < faultyShare * SHARES;
            record.setLength(0);
            for (int c = 0; c < columns; c++) {
                if (c > 0) {
                    record.append(',');
                }
                field(record, random, day, c, isFaulty && c == 0);
            }
            out.writeBytes(record.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            records++;
            faulty += isFaulty ? 1 : 0;
        } while (out.size() < bytes);
        return new Block(out.toByteArray(), records, faulty);
    }

    private void field(StringBuilder record, SplitMix64 random, DayText day, int column, boolean isFaulty) {
        boolean isQuoted = random.below(SHARES) < quotedShare * SHARES;
        if (isQuoted) {
            record.append('"');
        }
        switch (column % TYPES.length) {
            case 0 -> record.append(isFaulty ? FAULT : String.valueOf(random.below(1_000_000)));
            case 1 -> text(record, random, isQuoted);
            case 2 -> {
                int hundredths = random.below(1_000_000);
                record.append(hundredths / 100)
                        .append(hundredths % 100 < 10 ? ".0" : ".")
                        .append(hundredths % 100);
            }
            default -> {
                day.set(10_000 + random.below(10_000));
                record.append(new String(day.iso(), StandardCharsets.US_ASCII));
            }
        }
        if (isQuoted) {
            record.append('"');
        }
    }

    private static void text(StringBuilder record, SplitMix64 random, boolean isQuoted) {
        int kind = random.below(8);
        record.append(WORDS[random.below(WORDS.length)]);
        if (isQuoted && kind == 0) {
            record.append(", ");
        } else if (isQuoted && kind == 1) {
            record.append("\"\"");
        }
        record.append(WORDS[random.below(WORDS.length)]);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, got " + share + ".");
        }
    }
}
