package io.github.leat.core.infer;

import org.jspecify.annotations.Nullable;

/** What the values of one column look like: counts by kind, and the first value of each kind. */
// Arrays by ordinal, since one is made for each of perhaps 60,000 columns.
@SuppressWarnings("EnumOrdinal")
final class ColumnProfile {
    private static final CellKind[] KINDS = CellKind.values();
    private static final DateForm NO_DATES = new DateForm();
    private static final NumberForm NO_NUMBERS = new NumberForm();

    private final long[] counts = new long[KINDS.length];
    private final @Nullable Sighting[] firsts = new Sighting[KINDS.length];
    private final TextTags tags = new TextTags();
    private long values;
    private long nulls;
    private int wholeDigits;
    private int scale;
    private boolean oneText = true;
    private int truths;
    private DateForm dates = NO_DATES;
    private NumberForm numberForm = NO_NUMBERS;

    void addNull() {
        nulls++;
    }

    void add(Segment segment, int record, int field) {
        Tokens tokens = segment.tokens();
        byte[] b = tokens.bytes;
        int from = tokens.from(field);
        int to = tokens.to(field);
        CellKind kind = tokens.needsDecoding(field) ? CellKind.TEXT : CellKind.of(b, from, to);
        if (kind == CellKind.TEXT && !tokens.needsDecoding(field)) {
            kind = formOf(b, from, to);
        }
        values++;
        switch (kind) {
            case OTHER_DATE -> addDate(b, from, to);
            case OTHER_NUMBER -> formOfNumbers().add(b, from, to);
            case T_F, YES_NO -> truths |= (b[from] | 0x20) == 't' || (b[from] | 0x20) == 'y' ? 1 : 2;
            case INTEGER, BIG_INTEGER, FRACTION -> {
                addDigits(b, b[from] == '-' ? from + 1 : from, to, kind);
                formOfNumbers().addPlain(b, from, to);
            }
            case TEXT -> {
                tags.add(tokens, field);
                oneText = oneText && isSameText(tokens.text(field));
            }
            default -> {}
        }
        int k = kind.ordinal();
        if (counts[k]++ == 0) {
            firsts[k] = segment.sighting(record, field);
        }
    }

    private static CellKind formOf(byte[] b, int from, int to) {
        if (NumberForm.isNumber(b, from, to)) {
            return CellKind.OTHER_NUMBER;
        }
        return DateForm.isOtherDate(b, from, to) ? CellKind.OTHER_DATE : CellKind.TEXT;
    }

    private boolean isSameText(String text) {
        Sighting first = firsts[CellKind.TEXT.ordinal()];
        return first == null || first.text().equals(text);
    }

    private void addDate(byte[] b, int from, int to) {
        if (dates == NO_DATES) {
            dates = new DateForm();
        }
        dates.add(b, from, to);
    }

    private NumberForm formOfNumbers() {
        if (numberForm == NO_NUMBERS) {
            numberForm = new NumberForm();
        }
        return numberForm;
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
    long values() {
        return values;
    }

    long nulls() {
        return nulls;
    }

    long count(CellKind kind) {
        return counts[kind.ordinal()];
    }

    /** The first value of a kind that was seen. */
    Sighting first(CellKind kind) {
        Sighting first = firsts[kind.ordinal()];
        if (first == null) {
            throw new IllegalStateException("No value is a " + kind);
        }
        return first;
    }

    /** Plain numbers of any kind. */
    long numbers() {
        long sum = 0;
        for (CellKind kind : KINDS) {
            sum += kind.isNumber() ? count(kind) : 0;
        }
        return sum;
    }

    boolean only(CellKind kind) {
        return values > 0 && count(kind) == values;
    }

    /** Whether all values are truth values of a kind, and both of them occur: t alone or no alone is no proof. */
    boolean hasBoth(CellKind kind) {
        return only(kind) && truths == 3;
    }

    /** Whether the values that are only text are all the same one. */
    boolean hasOneText() {
        return count(CellKind.TEXT) > 0 && oneText;
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

    NumberForm numberForm() {
        return numberForm;
    }

    TextTags tags() {
        return tags;
    }
}
