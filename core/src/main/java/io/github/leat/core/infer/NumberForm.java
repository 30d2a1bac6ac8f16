package io.github.leat.core.infer;

import io.github.leat.core.record.internal.NumberPattern;
import io.github.leat.core.schema.ValueFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the numbers of one column are written where they are not plain: {@code 1,234,567}, {@code 1.234,5}, {@code 1 234}. Keeps
 * the patterns that all values so far are of, strictly: every number from 1000 on has its groups.
 */
final class NumberForm {
    private static final List<String> KNOWN = NumberPattern.known();
    private static final NumberPattern[] PATTERNS =
            KNOWN.stream().map(NumberPattern::compile).toArray(NumberPattern[]::new);
    private static final int ALL = (1 << KNOWN.size()) - 1;
    private static final int UNGROUPED = bits(pattern -> group(pattern).isEmpty());
    private static final int POINT_DECIMAL = bits(pattern -> decimal(pattern).equals("."));
    private static final int POINT_GROUP = bits(pattern -> group(pattern).equals("."));
    /** A code of so many digits, all values of the same length, is no quantity: telephone and register numbers. */
    private static final int CODE_DIGITS = 9;

    private int possible = ALL;
    private int grouped;
    private int fractional;
    private int pointScale;
    private int commaScale;
    private int fewestDigits = Integer.MAX_VALUE;
    private int mostDigits;

    private interface Choice {
        boolean of(String pattern);
    }

    private static int bits(Choice choice) {
        int bits = 0;
        for (int i = 0; i < KNOWN.size(); i++) {
            bits |= choice.of(KNOWN.get(i)) ? 1 << i : 0;
        }
        return bits;
    }

    private static String group(String pattern) {
        return pattern.startsWith("#") ? pattern.substring(1, 2) : "";
    }

    private static String decimal(String pattern) {
        return pattern.substring(pattern.length() - 2, pattern.length() - 1);
    }

    /** Whether a text that is no plain number is of one of the patterns, without a leading zero. */
    static boolean isNumber(byte[] b, int from, int to) {
        int digits = b[from] == '-' ? from + 1 : from;
        if (to - digits < 3 || !CellKind.isDigit(b[digits]) || !CellKind.isDigit(b[to - 1])) {
            return false;
        }
        for (int i = digits; i < to; i++) {
            if (!CellKind.isDigit(b[i]) && !isMark(b[i])) {
                return false;
            }
        }
        byte[] plain = new byte[to - from + 1];
        for (NumberPattern pattern : PATTERNS) {
            if (pattern.plain(b, from, to, true, plain) > 0) {
                return b[digits] != '0' || plain[digits - from + 1] == '.';
            }
        }
        return false;
    }

    private static boolean isMark(byte b) {
        return b == ',' || b == '.' || b == ' ' || b == '\'' || b < 0;
    }

    /** Takes one more value that {@link #isNumber}. */
    void add(byte[] b, int from, int to) {
        byte[] plain = new byte[to - from + 1];
        for (int p = 0; p < PATTERNS.length; p++) {
            int bit = 1 << p;
            int length = (possible & bit) == 0 ? -1 : PATTERNS[p].plain(b, from, to, true, plain);
            if (length < 0) {
                possible &= ~bit;
                continue;
            }
            int point = length - 1;
            while (point >= 0 && plain[point] != '.') {
                point--;
            }
            fractional |= point >= 0 ? bit : 0;
            int marks = (to - from) - length;
            grouped |= marks > 0 ? bit : 0;
        }
        pointScale = Math.max(pointScale, digitsAfter(b, from, to, '.'));
        commaScale = Math.max(commaScale, digitsAfter(b, from, to, ','));
        countDigits(b, from, to);
    }

    /** Takes one more plain number without exponent. */
    void addPlain(byte[] b, int from, int to) {
        int fraction = digitsAfter(b, from, to, '.');
        int start = b[from] == '-' ? from + 1 : from;
        int whole = to - start - (fraction > 0 ? fraction + 1 : 0);
        if (whole > 3) {
            possible &= UNGROUPED;
        }
        if (fraction > 0) {
            int asGroup = fraction == 3 && b[start] != '0' ? POINT_GROUP : 0;
            possible &= POINT_DECIMAL | asGroup;
            fractional |= POINT_DECIMAL;
            grouped |= asGroup;
            pointScale = Math.max(pointScale, fraction);
        }
        countDigits(b, from, to);
    }

    private void countDigits(byte[] b, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += CellKind.isDigit(b[i]) ? 1 : 0;
        }
        fewestDigits = Math.min(fewestDigits, digits);
        mostDigits = Math.max(mostDigits, digits);
    }

    private static int digitsAfter(byte[] b, int from, int to, char mark) {
        for (int i = to - 1; i >= from; i--) {
            if (b[i] == mark) {
                return to - i - 1;
            }
        }
        return 0;
    }

    /** The formats that all values are of, each shown with the marks that occur; more than one if they can be read two ways. */
    List<ValueFormat> formats() {
        Set<String> texts = new LinkedHashSet<>();
        for (int p = 0; p < PATTERNS.length; p++) {
            int bit = 1 << p;
            if ((possible & bit) != 0) {
                String group = (grouped & bit) == 0 ? "" : group(KNOWN.get(p));
                String decimal = (fractional & bit) == 0 ? "" : decimal(KNOWN.get(p));
                if (!group.isEmpty() || decimal.equals(",")) {
                    texts.add(NumberPattern.text(group, decimal));
                }
            }
        }
        List<ValueFormat> formats = new ArrayList<>();
        texts.forEach(text -> formats.add(new ValueFormat(text)));
        return formats;
    }

    /** Digits after the decimal mark of a format; 0 if it has none. */
    int scale(ValueFormat format) {
        String pattern = format.pattern();
        return pattern.endsWith(".0") ? pointScale : pattern.endsWith(",0") ? commaScale : 0;
    }

    /** Whether all values have as many digits, and as many as a telephone or register number. */
    boolean looksLikeCode() {
        return mostDigits >= CODE_DIGITS && fewestDigits == mostDigits;
    }
}
