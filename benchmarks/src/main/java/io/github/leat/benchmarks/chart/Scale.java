package io.github.leat.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Places values between two ends of a picture. Immutable.
 *
 * @param low value at the first end
 * @param high value at the second
 * @param from the first end
 * @param to the second; may be before the first
 * @param logarithmic whether equal ratios are equally far apart
 */
record Scale(double low, double high, double from, double to, boolean logarithmic) {
    private static final double MOST_TICKS = 6;
    /** From where on a scale is logarithmic: clearly more than a decade. */
    private static final double WIDE = 15;

    Scale {
        if (!(high > low) || (logarithmic && !(low > 0))) {
            throw new IllegalArgumentException("No scale goes from " + low + " to " + high + ". Ends must differ.");
        }
    }

    /** From 0 to a round number that is not below the largest value. */
    static Scale fromZero(double largest, double from, double to) {
        double step = step(Math.max(largest, 1e-9));
        return new Scale(0, Math.ceil(Math.max(largest, 1e-9) / step - 1e-9) * step, from, to, false);
    }

    /** From 0, or over whole decades where the values go over clearly more than one. */
    static Scale around(double smallest, double largest, double from, double to) {
        if (smallest > 0 && largest / smallest > WIDE) {
            double low = Math.pow(10, Math.floor(Math.log10(smallest)));
            return new Scale(low, Math.pow(10, Math.ceil(Math.log10(largest))), from, to, true);
        }
        return fromZero(largest, from, to);
    }

    double at(double value) {
        double share = logarithmic
                ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Round values to be marked. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high * 1.0001; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }
        double step = step(high - low);
        for (int i = 0; low + i * step <= high + step / 1000; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    private static double step(double span) {
        double rough = span / MOST_TICKS;
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= rough * 0.9999) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    /** As people read it: no digits that say nothing. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size == 0 || size >= 10) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, size >= 1 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
