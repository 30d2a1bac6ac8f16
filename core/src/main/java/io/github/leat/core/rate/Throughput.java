package io.github.leat.core.rate;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bound on cost per second that a load keeps. Immutable.
 *
 * @param unit what is counted
 * @param perSecond how much of it in one second, above 0; infinite where only the share counts
 * @param share of what the target provides, above 0 and at most 1; 1 where only {@code perSecond} counts. Both are kept where both
 *     are given
 */
public record Throughput(CostUnit unit, double perSecond, double share) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(rec/s|records/s|b/s|kb/s|mb/s|gb/s|wcu/s|%)?");

    /** @throws IllegalArgumentException if a number is out of range, or a share is of anything but write capacity units */
    public Throughput {
        Objects.requireNonNull(unit, "unit");
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "A share of what the target provides must be above 0 and at most 100%, got " + share * 100 + "%");
        }
        boolean onlyShare = unit == CostUnit.WCU && Double.isInfinite(perSecond);
        if (!(perSecond > 0) || (Double.isInfinite(perSecond) && !onlyShare)) {
            throw new IllegalArgumentException("A throughput must be above 0 per second, got " + perSecond);
        }
        if (share < 1 && unit != CostUnit.WCU) {
            throw new IllegalArgumentException("Only write capacity units are provided by a target, not " + unit);
        }
    }

    /** So much of a unit in a second. */
    public Throughput(CostUnit unit, double perSecond) {
        this(unit, finite(perSecond), 1);
    }

    private static double finite(double perSecond) {
        if (Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("A throughput must be above 0 per second, got " + perSecond);
        }
        return perSecond;
    }

    /**
     * A share of what the target provides, as it says at each time.
     *
     * @param percent above 0 and at most 100
     */
    public static Throughput percentOfProvisioned(double percent) {
        return new Throughput(CostUnit.WCU, Double.POSITIVE_INFINITY, percent / 100);
    }

    /** Whether it is nothing but a share of what the target provides. */
    public boolean isShare() {
        return Double.isInfinite(perSecond);
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
     * Reads {@code 500}, {@code 500rec/s}, {@code 5MB/s} (decimal: 1 MB = 1,000,000 bytes), {@code 80wcu/s} or {@code 70%}
     * (of what the target provides).
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Throughput parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a throughput. Write 500, 500rec/s, 5MB/s, 80wcu/s or 70%.");
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2) == null ? "rec/s" : matcher.group(2);
        return switch (unit) {
            case "b/s" -> bytesPerSecond(number);
            case "kb/s" -> bytesPerSecond(number * 1e3);
            case "mb/s" -> bytesPerSecond(number * 1e6);
            case "gb/s" -> bytesPerSecond(number * 1e9);
            case "wcu/s" -> wcuPerSecond(number);
            case "%" -> percentOfProvisioned(number);
            default -> recordsPerSecond(number);
        };
    }
}
