package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.report.Machine;
import io.github.leat.benchmarks.report.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page in Markdown: the machine, what is said, then for each grid its chart, its figures and the ratios. */
final class PageText {
    static final String QUICK_WARNING =
            "**A quick run: small inputs, one round. It shows that everything runs; the figures mean little.**";

    private final StringBuilder out = new StringBuilder();

    private PageText() {}

    /** All of it; the charts are files named by {@link #chart}. */
    static String write(Table table, Page page, Effort effort) {
        PageText text = new PageText();
        text.out.append("# ").append(table.title()).append("\n\n");
        text.head(effort);
        page.about().forEach(text::paragraph);
        for (int i = 0; i < page.grids().size(); i++) {
            Grid grid = page.grids().get(i);
            text.paragraph("## " + grid.unit());
            text.paragraph("![" + table.title() + ": " + grid.unit() + "](" + chart(table, i) + ")");
            text.figures(grid);
            text.ratios(grid);
        }
        page.notes().forEach(text::paragraph);
        return text.out.toString().stripTrailing() + "\n";
    }

    /** The name of the file of a grid's chart. */
    static String chart(Table table, int grid) {
        return table.id() + (grid == 0 ? "" : "-" + (grid + 1)) + ".svg";
    }

    private void head(Effort effort) {
        machine(effort).forEach(this::paragraph);
    }

    /** What every page and the index begin with. */
    static List<String> machine(Effort effort) {
        String machine = Machine.describe() + ".\n" + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version") + ".";
        return effort == Effort.FULL ? List.of(machine) : List.of(QUICK_WARNING, machine);
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private void figures(Grid grid) {
        header(grid, grid.unit());
        for (String side : grid.sides()) {
            row(grid, side, (figures, ours) -> figures.text(grid.digits()));
        }
        out.append("\nMedian and, in brackets, smallest and largest.\n\n");
    }

    private void ratios(Grid grid) {
        if (!grid.hasRatios()) {
            return;
        }
        boolean more = grid.better() == Better.MORE;
        header(grid, more ? "Leat ÷" : "÷ Leat");
        for (String side : grid.sides()) {
            if (!side.equals(Grid.OURS)) {
                row(
                        grid,
                        side,
                        (figures, ours) -> ours == null ? "" : more ? ours.ratioTo(figures) : figures.ratioTo(ours));
            }
        }
        out.append(
                "\nRatios of the medians, above 1 where Leat is better; in brackets from the worst for Leat to the best.\n\n");
    }

    private void header(Grid grid, String corner) {
        out.append("| ").append(corner).append(" |");
        grid.byCase()
                .keySet()
                .forEach(aCase -> out.append(' ').append(cell(aCase)).append(" |"));
        out.append("\n|---|").append("---|".repeat(grid.byCase().size())).append('\n');
    }

    private void row(Grid grid, String side, Cell cell) {
        out.append("| ").append(cell(side)).append(" |");
        for (Map<String, Measured> bySide : grid.byCase().values()) {
            Measured figures = bySide.get(side);
            out.append(' ')
                    .append(figures == null ? "" : cell.of(figures, bySide.get(Grid.OURS)))
                    .append(" |");
        }
        out.append('\n');
    }

    /** Bars would end a cell. */
    static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    /** A time a reader can take in. */
    static String minutes(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    @FunctionalInterface
    private interface Cell {
        String of(Measured figures, @Nullable Measured ours);
    }
}
