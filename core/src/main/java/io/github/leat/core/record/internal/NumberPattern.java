package io.github.leat.core.record.internal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How numbers are written that are not plain: {@code #,##0} with digits in groups of three, {@code 0,0} with a decimal comma,
 * {@code #.##0,0} with both. The character before {@code ##0} is what stands between groups, the one between zeros is the
 * decimal mark.
 *
 * <p>Between groups: comma, point, blank, apostrophe, no-break blank (U+00A0), narrow no-break blank (U+202F), which the
 * pattern holds as such. Turns a text into plain digits, which {@link NumberText} then reads. Immutable.
 */
public final class NumberPattern {
    private static final int NONE = -1;
    private static final Map<String, byte[]> GROUPS = Map.of(
            ",", bytes(","),
            ".", bytes("."),
            " ", bytes(" "),
            "'", bytes("'"),
            "\u00A0", bytes("\u00A0"),
            "\u202F", bytes("\u202F"));
    private static final byte[] NO_GROUP = {};

    private final byte[] group;
    private final int decimal;

    private NumberPattern(byte[] group, int decimal) {
        this.group = group;
        this.decimal = decimal;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static NumberPattern compile(String pattern) {
        int zero = pattern.indexOf('0');
        String whole = zero < 0 ? "" : pattern.substring(0, zero + 1);
        String fraction = zero < 0 ? "" : pattern.substring(zero + 1);
        byte[] group = NO_GROUP;
        boolean valid = whole.equals("0");
        if (whole.startsWith("#") && whole.endsWith("##0") && whole.length() == 5) {
            group = GROUPS.getOrDefault(whole.substring(1, 2), NO_GROUP);
            valid = group.length > 0;
        }
        int decimal = fraction.isEmpty() ? NONE : fraction.charAt(0);
        boolean mark = decimal == '.' || decimal == ',';
        valid &= fraction.isEmpty()
                || (mark && fraction.substring(1).matches("0+") && !Arrays.equals(group, new byte[] {(byte) decimal}));
        if (!valid) {
            throw new IllegalArgumentException("\"" + pattern + "\" is not how a number is written."
                    + " Write #,##0 or #,##0.0 or #.##0,0 or # ##0,0 or 0,0.");
        }
        return new NumberPattern(group, decimal);
    }

    /** A pattern's text; {@code group} is empty for none, {@code decimal} for whole numbers. */
    public static String text(String group, String decimal) {
        return (group.isEmpty() ? "0" : "#" + group + "##0") + (decimal.isEmpty() ? "" : decimal + "0");
    }

    /** All patterns that inference knows, those without groups first. */
    public static List<String> known() {
        return List.of(
                "0,0",
                "#,##0.0",
                "#.##0,0",
                "# ##0,0",
                "# ##0.0",
                "#'##0.0",
                "#'##0,0",
                "#\u00A0##0,0",
                "#\u00A0##0.0",
                "#\u202F##0,0",
                "#\u202F##0.0");
    }

    /**
     * Writes a text's digits, with a point for the decimal mark.
     *
     * @param strict whether from 1000 on the digits have to be grouped; else they may be
     * @param target at least as long as the text
     * @return the length, or -1 if the text is not of the pattern
     */
    public int plain(byte[] b, int from, int to, boolean strict, byte[] target) {
        int n = 0;
        int i = from;
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            target[n++] = b[i++];
        }
        int run = 0;
        int digits = 0;
        int groups = 0;
        for (; i < to && b[i] != decimal; ) {
            if (isDigit(b[i])) {
                target[n++] = b[i++];
                run++;
                digits++;
            } else if (isGroup(b, i, to) && (groups == 0 ? run >= 1 && run <= 3 : run == 3)) {
                groups++;
                run = 0;
                i += group.length;
            } else {
                return -1;
            }
        }
        boolean grouped = groups == 0 ? !strict || group.length == 0 || digits <= 3 : run == 3;
        if (digits == 0 || !grouped) {
            return -1;
        }
        if (i < to) {
            target[n++] = '.';
            i++;
            if (i == to) {
                return -1;
            }
        }
        for (; i < to; i++) {
            if (!isDigit(b[i])) {
                return -1;
            }
            target[n++] = b[i];
        }
        return n;
    }

    private boolean isGroup(byte[] b, int at, int to) {
        return group.length > 0
                && at + group.length <= to
                && Arrays.equals(b, at, at + group.length, group, 0, group.length);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A parser of texts of this pattern, which reads their digits with another one. */
    ValueParser parser(ValueParser digits, boolean strict) {
        return (b, from, to) -> {
            byte[] target = new byte[to - from + 1];
            int length = plain(b, from, to, strict, target);
            return length < 0 ? NumberText.INVALID : digits.parse(target, 0, length);
        };
    }

    /** The decimal of a text that is of the pattern. */
    BigDecimal toDecimal(byte[] b, int from, int to) {
        byte[] target = new byte[to - from + 1];
        int length = plain(b, from, to, false, target);
        if (length < 0) {
            throw new NumberFormatException("not of the pattern");
        }
        return NumberText.toDecimal(target, 0, length);
    }
}
