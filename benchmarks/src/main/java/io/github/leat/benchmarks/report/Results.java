package io.github.leat.benchmarks.report;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** Speeds by input and side, and the tables made of them. Not thread-safe. */
public final class Results {
    private static final String OURS = "LEAT";

    private final Map<String, Map<String, Measured>> byInput = new LinkedHashMap<>();

    void add(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            Measured measured = byInput.computeIfAbsent(input(run), input -> new LinkedHashMap<>())
                    .computeIfAbsent(run.getParams().getParam("side"), side -> new Measured());
            for (BenchmarkResult fork : run.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    measured.add(Objects.requireNonNull(
                                    iteration.getSecondaryResults().get("megabytes"))
                            .getScore());
                }
            }
        }
    }

    /** Megabytes (10^6 bytes) per second, by input, such as {@code acled LF}, and side. */
    public Map<String, Map<String, Measured>> byInput() {
        return Collections.unmodifiableMap(byInput);
    }

    private static String input(RunResult run) {
        return run.getParams().getParam("input").toLowerCase(Locale.ROOT) + " "
                + run.getParams().getParam("lineEnd");
    }

    /** Leat's speed divided by each other side's. */
    String ratios() {
        StringBuilder out = header("Leat ÷");
        for (String side : sides()) {
            if (!side.equals(OURS)) {
                row(out, side, (measured, ours) -> ours == null ? "" : ours.ratioTo(measured));
            }
        }
        return out.toString();
    }

    /** Megabytes (10^6 bytes) per second of each side. */
    String speeds() {
        StringBuilder out = header("MB/s");
        for (String side : sides()) {
            row(out, side, (measured, ours) -> measured.speed());
        }
        return out.toString();
    }

    private Set<String> sides() {
        Set<String> sides = new LinkedHashSet<>();
        byInput.values().forEach(bySide -> sides.addAll(bySide.keySet()));
        return sides;
    }

    private StringBuilder header(String corner) {
        StringBuilder out = new StringBuilder("| " + corner + " |");
        byInput.keySet().forEach(input -> out.append(' ').append(input).append(" |"));
        out.append("\n|---|").append("---|".repeat(byInput.size())).append('\n');
        return out;
    }

    private void row(StringBuilder out, String side, Cell cell) {
        out.append("| ").append(side.toLowerCase(Locale.ROOT).replace('_', ' ')).append(" |");
        for (Map<String, Measured> bySide : byInput.values()) {
            Measured measured = bySide.get(side);
            out.append(' ')
                    .append(measured == null ? "" : cell.of(measured, bySide.get(OURS)))
                    .append(" |");
        }
        out.append('\n');
    }

    @FunctionalInterface
    private interface Cell {
        String of(Measured measured, @Nullable Measured ours);
    }
}
