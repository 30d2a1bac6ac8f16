package io.github.leat.core.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the texts of a column are written where the type alone does not say it: {@code dd MMMM yyyy} for a DATE, {@code
 * yes/no} for a BOOLEAN.
 *
 * <p>A date or time pattern is made of {@code yyyy}, {@code yy} (1969 to 2068), {@code MM}, {@code M}, {@code MMM} (Jan),
 * {@code MMMM} (January), {@code dd}, {@code d}, {@code HH}, {@code H}, {@code hh} and {@code h} (of twelve) with {@code a} (AM,
 * PM), {@code mm}, {@code ss} and any other characters that are not letters; English month names, in any case. What it leaves
 * out is the first: day 1, hour 0. A BOOLEAN's pattern is the text for true, a slash, and the text for false, of up to ten
 * characters each, whose letters a to z are compared without case. A number's pattern shows the character between groups of
 * three digits and the decimal mark: {@code #,##0}, {@code #.##0,0}, {@code # ##0}, {@code 0,0}. A TIMESTAMP_TZ's is {@code epoch}, {@code epoch_millis} or {@code epoch_micros}, only
 * declared, never inferred. Immutable.
 *
 * @param pattern the pattern, never empty
 */
public record ValueFormat(String pattern) {
    private static final Pattern BOOLEAN = Pattern.compile("[^/]{1,10}/[^/]{1,10}");

    /** true/false, in any case. */
    public static final ValueFormat TRUE_FALSE = new ValueFormat("true/false");
    /** t/f, in any case. */
    public static final ValueFormat T_F = new ValueFormat("t/f");
    /** yes/no, in any case. */
    public static final ValueFormat YES_NO = new ValueFormat("yes/no");
    /** 1/0, never inferred, only declared. */
    public static final ValueFormat ONE_ZERO = new ValueFormat("1/0");

    /** @throws IllegalArgumentException if the pattern is empty */
    public ValueFormat {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("A value format needs a pattern, such as dd/MM/yyyy.");
        }
    }

    /** The text for true, in lower case. Only for the format of a BOOLEAN. */
    public String trueText() {
        return booleanPart(0);
    }

    /** The text for false, in lower case. Only for the format of a BOOLEAN. */
    public String falseText() {
        return booleanPart(1);
    }

    private String booleanPart(int index) {
        if (!BOOLEAN.matcher(pattern).matches()) {
            throw new IllegalArgumentException("\"" + pattern + "\" is not the format of a BOOLEAN, such as yes/no.");
        }
        return pattern.split("/", 2)[index].toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
