package io.github.leat.core.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the values of each column look like, by their shape: {@code 28/01/2024} is {@code 99/99/9999}. A column is <i>shaped</i>
 * if few shapes cover nearly all its values; any text fits in one that is not.
 *
 * <p>A {@link #cost} is how unlikely a text is in a column: minus the logarithm of its shape's share, so that costs of the
 * fields of a record add up.
 */
final class ColumnShapes {
    /** Cost of what was never seen in a shaped column, or of an empty field in a column without one. */
    static final double UNSEEN = 5;
    /** Cost of any text in a column of texts. */
    static final double TEXT = 0.7;

    private static final int RECORDS_LOOKED_AT = 500;
    private static final int COLUMNS_LOOKED_AT = 2_000;
    private static final int LONGEST = 40;
    private static final int MOST_SHAPES = 100;
    private static final int SHAPES_OF_A_COLUMN = 10;
    private static final int LEAST_VALUES = 4;
    private static final int LEAST_PREFIX = 5;
    private static final String SPECIAL = ",;\t|:\"'\n\r";

    /** One column's values. */
    private static final class Column {
        private final Map<String, Integer> shapes = new HashMap<>();
        private final Set<String> texts = new HashSet<>();
        private int values;
        private int filled;
        private int blanks;
        private int indented;
        private int quoted;
        private int needless;
        private int apostrophes;
        private byte[] prefix = {};
        private boolean shaped;

        void close() {
            int covered = shapes.values().stream()
                    .sorted((a, b) -> b - a)
                    .limit(SHAPES_OF_A_COLUMN)
                    .mapToInt(Integer::intValue)
                    .sum();
            shaped = filled >= LEAST_VALUES && covered * 10 >= filled * 9;
        }
    }

    private final Column[] columns;

    private ColumnShapes(int width) {
        columns = new Column[Math.min(width, COLUMNS_LOOKED_AT)];
        Arrays.setAll(columns, c -> new Column());
    }

    /** No columns: any text fits anywhere. */
    static ColumnShapes none() {
        return new ColumnShapes(0);
    }

    /** The shapes of the records that are as they should be, the first of them left out: it mostly names the columns. */
    static ColumnShapes of(Tokens tokens, int width) {
        ColumnShapes shapes = new ColumnShapes(width);
        int records = Math.min(RECORDS_LOOKED_AT, tokens.records());
        int seen = 0;
        for (int r = 0; r < records; r++) {
            if (tokens.width(r) == width
                    && !tokens.isDoubtful(r)
                    && !(width > 2 && tokens.filled(r) <= 1)
                    && seen++ > 0) {
                shapes.add(tokens, r);
            }
        }
        for (Column column : shapes.columns) {
            column.close();
        }
        return shapes;
    }

    private void add(Tokens tokens, int record) {
        for (int c = 0; c < columns.length; c++) {
            Column column = columns[c];
            int field = tokens.field(record, c);
            column.values++;
            if (tokens.isEmpty(field)) {
                continue;
            }
            int from = tokens.from(field);
            int to = tokens.to(field);
            column.prefix = column.filled == 0
                    ? Arrays.copyOfRange(tokens.bytes, from, Math.min(to, from + LONGEST))
                    : common(column.prefix, tokens.bytes, from, to);
            column.filled++;
            if (tokens.isQuoted(field)) {
                column.quoted++;
                column.needless += needsQuotes(tokens.bytes, from, to) ? 0 : 1;
            }
            column.apostrophes += tokens.bytes[from] == '\'' ? 1 : 0;
            column.indented += tokens.bytes[from] == ' ' ? 1 : 0;
            column.blanks += hasBlank(tokens.bytes, from, to) ? 1 : 0;
            if (to - from <= LONGEST && column.shapes.size() < MOST_SHAPES) {
                column.shapes.merge(shape(tokens.bytes, from, to), 1, Integer::sum);
            }
            if (to - from <= LONGEST && column.texts.size() < MOST_SHAPES) {
                column.texts.add(new String(tokens.bytes, from, to - from, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] common(byte[] prefix, byte[] b, int from, int to) {
        int length = 0;
        while (length < prefix.length && from + length < to && b[from + length] == prefix[length]) {
            length++;
        }
        return length == prefix.length ? prefix : Arrays.copyOf(prefix, length);
    }

    /** Whether a writer that saves quotes may have quoted a text, whatever the delimiter is. */
    private static boolean needsQuotes(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (SPECIAL.indexOf((char) b[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == ' ') {
                return true;
            }
        }
        return false;
    }

    private static String shape(byte[] b, int from, int to) {
        byte[] shape = new byte[to - from];
        for (int i = from; i < to; i++) {
            byte c = b[i];
            boolean upper = c >= 'A' && c <= 'Z';
            boolean lower = c < 0 || (c >= 'a' && c <= 'z');
            shape[i - from] = (byte) (CellKind.isDigit(c) ? '9' : upper ? 'A' : lower ? 'a' : c);
        }
        return new String(shape, StandardCharsets.ISO_8859_1);
    }

    /** Whether few shapes, or a beginning that all values share, tell what belongs into the column. */
    boolean isShaped(int column) {
        return column < columns.length && (columns[column].shaped || hasPrefix(columns[column]));
    }

    private static boolean hasPrefix(Column column) {
        return column.filled >= LEAST_VALUES && column.prefix.length >= LEAST_PREFIX;
    }

    /** How unlikely a text is in a column, from 0 to {@link #UNSEEN}. */
    double cost(int column, byte[] b, int from, int to) {
        if (column >= columns.length || columns[column].values < LEAST_VALUES) {
            return TEXT;
        }
        Column c = columns[column];
        if (from == to) {
            return cost(c.values - c.filled, c.values);
        }
        double filled = cost(c.filled, c.values);
        if (c.shaped) {
            int seen = to - from <= LONGEST ? c.shapes.getOrDefault(shape(b, from, to), 0) : 0;
            return Math.min(UNSEEN, filled + cost(seen, c.filled));
        }
        if (hasPrefix(c)) {
            boolean same = common(c.prefix, b, from, to).length == c.prefix.length;
            return same ? filled : UNSEEN;
        }
        return Math.min(UNSEEN, filled + TEXT);
    }

    private static double cost(int seen, int of) {
        return seen == 0 ? UNSEEN : Math.min(UNSEEN, -Math.log((double) seen / of));
    }

    /** Whether the column has this very text in another record. */
    boolean isSeen(int column, byte[] b, int from, int to) {
        return column < columns.length
                && to - from <= LONGEST
                && columns[column].texts.contains(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /**
     * Whether nearly all values of the column stand in the table's quotes, also such as need none, and hardly any begins with an
     * apostrophe.
     */
    boolean isAlwaysQuoted(int column) {
        return column < columns.length
                && columns[column].filled >= LEAST_VALUES
                && columns[column].needless >= LEAST_VALUES
                && !isMore(columns[column].filled - columns[column].quoted, columns[column].filled, 20)
                && !isMore(columns[column].apostrophes, columns[column].filled, 20);
    }

    /** Whether more than one value, and more than one in so many, is of a kind. */
    private static boolean isMore(int ofAKind, int of, int oneIn) {
        return ofAKind > 1 && ofAKind * oneIn > of;
    }

    /** Whether values are known of all columns, and but for one record none begins with a blank, the first column aside. */
    boolean beginWithoutBlanks() {
        for (int c = 1; c < columns.length; c++) {
            if (columns[c].values < LEAST_VALUES || columns[c].indented > 1) {
                return false;
            }
        }
        return columns.length > 0;
    }

    /** Whether at least a fifth of the column's values hold blanks. */
    boolean hasBlanks(int column) {
        return column < columns.length
                && columns[column].blanks * 5 >= columns[column].filled
                && columns[column].blanks > 0;
    }
}
