package io.github.leat.core.infer;

/** What the sample's values of one column look like: counts by kind, and the first value of each kind. */
// Arrays by ordinal, since one is made for each of perhaps 60,000 columns.
@SuppressWarnings("EnumOrdinal")
final class ColumnProfile {
    private static final CellKind[] KINDS = CellKind.values();
    private static final DateForm NO_DATES = new DateForm();

    private final int[] counts = new int[KINDS.length];
    /** For each kind the number of its first field in the sample. */
    private final int[] firsts = new int[KINDS.length];

    private int values;
    private int nulls;
    private int wholeDigits;
    private int scale;
    private DateForm dates = NO_DATES;

    void addNull() {
        nulls++;
    }

    void add(Tokens tokens, int field) {
        byte[] b = tokens.bytes;
        int from = tokens.from(field);
        int to = tokens.to(field);
        CellKind kind = tokens.needsDecoding(field) ? CellKind.TEXT : CellKind.of(b, from, to);
        int k = kind.ordinal();
        if (counts[k]++ == 0) {
            firsts[k] = field;
        }
        values++;
        if (kind == CellKind.OTHER_DATE) {
            if (dates == NO_DATES) {
                dates = new DateForm();
            }
            dates.add(b, from, to);
        } else if (kind.isNumber() && kind != CellKind.SCIENTIFIC) {
            addDigits(b, b[from] == '-' ? from + 1 : from, to, kind);
        }
    }

    private void addDigits(byte[] b, int from, int to, CellKind kind) {
        int point = to;
        if (kind == CellKind.FRACTION) {
            point = from;
            while (b[point] != '.') {
                point++;
            }
            scale = Math.max(scale, to - point - 1);
        }
        wholeDigits = Math.max(wholeDigits, b[from] == '0' ? 0 : point - from);
    }

    /** Values that are not NULL. */
    int values() {
        return values;
    }

    int nulls() {
        return nulls;
    }

    int count(CellKind kind) {
        return counts[kind.ordinal()];
    }

    /** Number of the first field of a kind that was seen. */
    int first(CellKind kind) {
        return firsts[kind.ordinal()];
    }

    /** Numbers of any kind. */
    int numbers() {
        int sum = 0;
        for (CellKind kind : KINDS) {
            sum += kind.isNumber() ? count(kind) : 0;
        }
        return sum;
    }

    boolean only(CellKind kind) {
        return values > 0 && count(kind) == values;
    }

    /** The most frequent kind. */
    CellKind mostly() {
        CellKind most = CellKind.TEXT;
        for (CellKind kind : KINDS) {
            most = count(kind) > count(most) ? kind : most;
        }
        return most;
    }

    int wholeDigits() {
        return wholeDigits;
    }

    int scale() {
        return scale;
    }

    DateForm dates() {
        return dates;
    }
}
