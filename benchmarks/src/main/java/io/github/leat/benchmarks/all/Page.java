package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was measured for one table, with what has to be said about it. Not thread-safe. */
final class Page {
    private final List<String> about = new ArrayList<>();
    private final List<Grid> grids = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Across> across = Optional.empty();

    /**
     * What the cases of a cost curve are.
     *
     * @param label what they count, with the unit
     * @param spread how they stand in the chart
     */
    record Across(String label, LineChart.Spread spread) {}

    /** A paragraph before the tables. */
    Page about(String paragraph) {
        about.add(paragraph);
        return this;
    }

    /** A table with its chart. */
    Page grid(Grid grid) {
        grids.add(grid);
        return this;
    }

    /** The cases are numbers, and the charts lines. */
    Page across(String label, LineChart.Spread spread) {
        across = Optional.of(new Across(label, spread));
        return this;
    }

    /** A paragraph after the tables: differences, sides that are left out. */
    Page note(String paragraph) {
        notes.add(paragraph);
        return this;
    }

    List<String> about() {
        return about;
    }

    List<Grid> grids() {
        return grids;
    }

    List<String> notes() {
        return notes;
    }

    Optional<Across> across() {
        return across;
    }
}
