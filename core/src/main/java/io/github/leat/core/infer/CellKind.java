package io.github.leat.core.infer;

import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.record.internal.TemporalText;

/** What a single text looks like by itself: the letters of the pattern that columns and dialects are judged by. */
enum CellKind {
    /** An integer in its one canonical form that fits a long. */
    INTEGER,
    /** Digits in canonical form, too many for a long. */
    BIG_INTEGER,
    /** Canonical digits, a point, digits. */
    FRACTION,
    /** A number with an exponent. */
    SCIENTIFIC,
    /** true or false, in any case. */
    TRUE_FALSE,
    /** t or f, in any case. */
    T_F,
    /** yes or no, in any case. */
    YES_NO,
    /** A day of the form yyyy-MM-dd. */
    DATE,
    /** HH:mm, with seconds or without. */
    TIME,
    /** An ISO date and a time. */
    TIMESTAMP,
    /** An ISO date and a time with zone. */
    TIMESTAMP_TZ,
    /** Day, month and year in another order or with a named month, perhaps with a time. */
    OTHER_DATE,
    /**
     * A number with grouped digits or a decimal comma. Only profiles of columns know it ({@link NumberForm}): by itself such a
     * text may as well be two cells, which is what dialects are judged by.
     */
    OTHER_NUMBER,
    /** Anything else. */
    TEXT;

    private static final int LONGEST_TYPED = 48;

    /** Whether values of this kind are numbers. */
    boolean isNumber() {
        return this == INTEGER || this == BIG_INTEGER || this == FRACTION || this == SCIENTIFIC;
    }

    /** Whether values of this kind are truth values. */
    boolean isBoolean() {
        return this == TRUE_FALSE || this == T_F || this == YES_NO;
    }

    /** The kind of a text that is not empty. */
    static CellKind of(byte[] b, int from, int to) {
        int length = to - from;
        if (length > LONGEST_TYPED || length == 0) {
            return TEXT;
        }
        byte first = b[from];
        if (isDigit(first) || first == '-') {
            CellKind number = number(b, from, to);
            return number != TEXT || first == '-' ? number : temporal(b, from, to);
        }
        if ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') {
            return word(b, from, to);
        }
        return TEXT;
    }

    private static CellKind number(byte[] b, int from, int to) {
        int i = b[from] == '-' ? from + 1 : from;
        int start = i;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        int whole = i - start;
        if (whole == 0 || (whole > 1 && b[start] == '0')) {
            return TEXT;
        }
        if (i == to) {
            boolean minusZero = b[start] == '0' && start > from;
            boolean fits = NumberText.parseLong(b, from, to, true) != NumberText.INVALID;
            return minusZero ? TEXT : fits ? INTEGER : BIG_INTEGER;
        }
        int point = i;
        if (b[i] == '.') {
            i++;
            while (i < to && isDigit(b[i])) {
                i++;
            }
            if (i == point + 1) {
                return TEXT;
            }
        }
        if (i == to) {
            return FRACTION;
        }
        boolean exponent = (b[i] | 0x20) == 'e';
        return exponent && NumberText.parseDouble(b, from, to, true) != NumberText.INVALID ? SCIENTIFIC : TEXT;
    }

    private static CellKind temporal(byte[] b, int from, int to) {
        int length = to - from;
        if (length == 10 && TemporalText.parseDate(b, from, to) != NumberText.INVALID) {
            return DATE;
        }
        if (length >= 5 && b[from + 2] == ':' && TemporalText.parseTime(b, from, to) != NumberText.INVALID) {
            return TIME;
        }
        if (length >= 16 && b[from + 4] == '-') {
            if (TemporalText.parseDateTime(b, from, to) != NumberText.INVALID) {
                return TIMESTAMP;
            }
            if (TemporalText.parseInstant(b, from, to) != NumberText.INVALID) {
                return TIMESTAMP_TZ;
            }
        }
        return length >= 8 && DateForm.isDate(b, from, to) ? OTHER_DATE : TEXT;
    }

    private static CellKind word(byte[] b, int from, int to) {
        int length = to - from;
        if (length <= 5) {
            if (same(b, from, to, "true") || same(b, from, to, "false")) {
                return TRUE_FALSE;
            }
            if (same(b, from, to, "yes") || same(b, from, to, "no")) {
                return YES_NO;
            }
            return same(b, from, to, "t") || same(b, from, to, "f") ? T_F : TEXT;
        }
        return length >= 8 && isDigit(b[to - 1]) && DateForm.isDate(b, from, to) ? OTHER_DATE : TEXT;
    }

    private static boolean same(byte[] b, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if ((b[from + i] | 0x20) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
