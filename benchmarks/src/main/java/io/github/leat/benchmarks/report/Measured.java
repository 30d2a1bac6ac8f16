package io.github.leat.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The megabytes per second of one side on one input, one number per measured iteration of every round. */
final class Measured {
    private final List<Double> speeds = new ArrayList<>();

    void add(double megabytesPerSecond) {
        speeds.add(megabytesPerSecond);
    }

    double median() {
        List<Double> sorted = speeds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return Collections.min(speeds);
    }

    double max() {
        return Collections.max(speeds);
    }

    /** {@code 812 (790–830)}. */
    String speed() {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", median(), min(), max());
    }

    /** How many times as fast as another: ratio of medians, and in brackets slowest by fastest to fastest by slowest. */
    String ratioTo(Measured other) {
        return String.format(
                Locale.ROOT,
                "**%.2f** (%.2f–%.2f)",
                median() / other.median(),
                min() / other.max(),
                max() / other.min());
    }
}
