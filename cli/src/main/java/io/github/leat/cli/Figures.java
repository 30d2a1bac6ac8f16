package io.github.leat.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: {@code 1,234}, {@code 5.2 MB}, {@code 1 min 03 s}. */
final class Figures {
    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** At most four characters and a letter: {@code 9999}, {@code 12.3k}, {@code 1.2M}. */
    static String compact(long number) {
        if (number < 10_000) {
            return Long.toString(number);
        }
        String letter = number < 1_000_000 ? "k" : number < 1_000_000_000 ? "M" : "G";
        double scaled = number / (number < 1_000_000 ? 1e3 : number < 1_000_000_000 ? 1e6 : 1e9);
        return String.format(Locale.ROOT, scaled < 100 ? "%.1f%s" : "%.0f%s", scaled, letter);
    }

    /** A number and its noun; the plural has an s. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Decimal units: 1 MB is 1,000,000 bytes. */
    static String bytes(long number) {
        if (number < 1_000) {
            return number + " B";
        }
        double bytes = (double) number;
        String unit = bytes < 1e6 ? "kB" : bytes < 1e9 ? "MB" : "GB";
        double scaled = bytes / (bytes < 1e6 ? 1e3 : bytes < 1e9 ? 1e6 : 1e9);
        return String.format(Locale.ROOT, scaled < 10 ? "%.1f %s" : "%.0f %s", scaled, unit);
    }

    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1e3;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return duration(time);
    }

    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
