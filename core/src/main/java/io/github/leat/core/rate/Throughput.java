package io.github.leat.core.rate;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bound on cost per second that a load keeps. Immutable.
 *
 * @param unit what is counted
 * @param perSecond how much of it in one second, above 0
 */
public record Throughput(CostUnit unit, double perSecond) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(rec/s|records/s|b/s|kb/s|mb/s|gb/s|wcu/s)?");

    /** @throws IllegalArgumentException if {@code perSecond} is not a finite number above 0 */
    public Throughput {
        Objects.requireNonNull(unit, "unit");
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("A throughput must be above 0 per second, got " + perSecond);
        }
    }

    /** So many records in a second. */
    public static Throughput recordsPerSecond(double records) {
        return new Throughput(CostUnit.RECORDS, records);
    }

    /** So many bytes, as read, in a second. */
    public static Throughput bytesPerSecond(double bytes) {
        return new Throughput(CostUnit.BYTES, bytes);
    }

    /** So many write capacity units in a second. */
    public static Throughput wcuPerSecond(double units) {
        return new Throughput(CostUnit.WCU, units);
    }

    /**
     * Reads {@code 500}, {@code 500rec/s}, {@code 5MB/s} (decimal: 1 MB = 1,000,000 bytes) or {@code 80wcu/s}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Throughput parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a throughput. Write 500, 500rec/s, 5MB/s or 80wcu/s.");
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2) == null ? "rec/s" : matcher.group(2);
        return switch (unit) {
            case "b/s" -> bytesPerSecond(number);
            case "kb/s" -> bytesPerSecond(number * 1e3);
            case "mb/s" -> bytesPerSecond(number * 1e6);
            case "gb/s" -> bytesPerSecond(number * 1e9);
            case "wcu/s" -> wcuPerSecond(number);
            default -> recordsPerSecond(number);
        };
    }
}
