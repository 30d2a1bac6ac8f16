package io.github.leat.core.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: {@code 1,234}, {@code 5.2 MB}, {@code 1 min 3 s}. Decimal units: 1 MB is 1,000,000 bytes. */
final class Amounts {
    private Amounts() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and its noun; the plural has an s. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Three digits at least are kept: {@code 0.25}, {@code 12.3}, {@code 1,234}. */
    static String rate(double perSecond) {
        if (perSecond >= 100 || perSecond == Math.rint(perSecond)) {
            return count(Math.round(perSecond));
        }
        return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f" : "%.2f", perSecond);
    }

    static String bytes(double number) {
        if (number < 1_000) {
            return Math.round(number) + " B";
        }
        String unit = number < 1e6 ? "kB" : number < 1e9 ? "MB" : number < 1e12 ? "GB" : "TB";
        double scaled = number / (number < 1e6 ? 1e3 : number < 1e9 ? 1e6 : number < 1e12 ? 1e9 : 1e12);
        return String.format(Locale.ROOT, scaled < 10 ? "%.1f %s" : "%.0f %s", scaled, unit);
    }

    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1e3);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%,d h %d min", seconds / 3600, seconds / 60 % 60);
    }

    /** Of a whole; never 0% of what is there and never 100% of what is not all. */
    static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "<0.1%";
        }
        if (percent > 99.9 && percent < 100) {
            return ">99.9%";
        }
        return String.format(Locale.ROOT, percent < 10 && percent != Math.rint(percent) ? "%.1f%%" : "%.0f%%", percent);
    }
}
