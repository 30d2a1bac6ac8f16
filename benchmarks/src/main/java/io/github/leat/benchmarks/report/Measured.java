package io.github.leat.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The figures of one side in one case, such as megabytes per second: one for each measurement of every round. Not thread-safe. */
public final class Measured {
    private final List<Double> speeds = new ArrayList<>();

    /** One more. */
    public void add(double figure) {
        speeds.add(figure);
    }

    /** Of an even number the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = speeds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest. */
    public double min() {
        return Collections.min(speeds);
    }

    /** The largest. */
    public double max() {
        return Collections.max(speeds);
    }

    /** {@code 812 (790–830)}. */
    String speed() {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", median(), min(), max());
    }

    /** {@code 1.52 (1.49–1.60)}, with that many digits after the point. */
    public String text(int digits) {
        String one = "%,." + digits + "f";
        return String.format(Locale.ROOT, one + " (" + one + "–" + one + ")", median(), min(), max());
    }

    /** How many times as fast as another: ratio of medians, and in brackets slowest by fastest to fastest by slowest. */
    public String ratioTo(Measured other) {
        return String.format(
                Locale.ROOT,
                "**%.2f** (%.2f–%.2f)",
                median() / other.median(),
                min() / other.max(),
                max() / other.min());
    }
}
