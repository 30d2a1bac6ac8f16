package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.report.Measured;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The figures of some sides in some cases, in the order they came. Not thread-safe. */
final class Grid {
    /** The side that the others are compared with. */
    static final String OURS = "Leat";

    private final String unit;
    private final Better better;
    private final int digits;
    private boolean hasRatios = true;
    private final Map<String, Map<String, Measured>> byCase = new LinkedHashMap<>();

    /** Which figures are the good ones. */
    enum Better {
        MORE,
        LESS
    }

    /**
     * An empty one.
     *
     * @param unit what the figures are, such as MB/s
     * @param digits shown after the point
     */
    Grid(String unit, Better better, int digits) {
        this.unit = unit;
        this.better = better;
        this.digits = digits;
    }

    void add(String aCase, String side, double figure) {
        byCase.computeIfAbsent(aCase, c -> new LinkedHashMap<>())
                .computeIfAbsent(side, s -> new Measured())
                .add(figure);
    }

    void add(String aCase, String side, Measured figures) {
        byCase.computeIfAbsent(aCase, c -> new LinkedHashMap<>()).put(side, figures);
    }

    /** The same figures as others in another unit: ratios would say nothing new. */
    Grid withoutRatios() {
        hasRatios = false;
        return this;
    }

    boolean hasRatios() {
        return hasRatios && sides().size() > 1 && byCase.values().stream().anyMatch(sides -> sides.containsKey(OURS));
    }

    String unit() {
        return unit;
    }

    Better better() {
        return better;
    }

    int digits() {
        return digits;
    }

    Map<String, Map<String, Measured>> byCase() {
        return Collections.unmodifiableMap(byCase);
    }

    /** Of all cases, in the order they came. */
    Set<String> sides() {
        Set<String> sides = new LinkedHashSet<>();
        byCase.values().forEach(bySide -> sides.addAll(bySide.keySet()));
        return sides;
    }

    /** Whether a side is Leat in one of its ways. */
    static boolean isOurs(String side) {
        return side.startsWith(OURS);
    }
}
