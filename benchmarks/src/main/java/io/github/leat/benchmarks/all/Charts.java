package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.chart.Bar;
import io.github.leat.benchmarks.chart.BarChart;
import io.github.leat.benchmarks.chart.LineChart;
import io.github.leat.benchmarks.chart.Series;
import io.github.leat.benchmarks.report.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grids as charts: lines where the cases are numbers, else bars. */
final class Charts {
    private Charts() {}

    static String draw(Table table, Page page, Grid grid, Effort effort) {
        String title = table.title() + ": " + grid.unit();
        String warned = effort == Effort.FULL ? title : title + " (quick run: means little)";
        boolean isCurve = grid.byCase().keySet().stream().allMatch(name -> name.matches("[\\d,.]+"));
        return isCurve && page.across().isPresent()
                ? lines(warned, page.across().get(), grid)
                : bars(warned, grid);
    }

    private static String bars(String title, Grid grid) {
        Map<String, List<Bar>> cases = new LinkedHashMap<>();
        grid.byCase().forEach((name, bySide) -> {
            List<Bar> bars = new ArrayList<>();
            bySide.forEach((side, figures) ->
                    bars.add(new Bar(side, Grid.isOurs(side), figures.median(), figures.min(), figures.max())));
            cases.put(name, bars);
        });
        String good = grid.better() == Better.MORE ? "Longer is better." : "Shorter is better.";
        return BarChart.draw(title, good + " Bars are medians, thin lines the range.", cases);
    }

    private static String lines(String title, Page.Across across, Grid grid) {
        List<Series> series = new ArrayList<>();
        for (String side : grid.sides()) {
            List<Series.Point> points = new ArrayList<>();
            grid.byCase().forEach((name, bySide) -> {
                Measured figures = bySide.get(side);
                if (figures != null) {
                    double x = Double.parseDouble(name.replace(",", ""));
                    points.add(new Series.Point(x, figures.median(), figures.min(), figures.max()));
                }
            });
            series.add(new Series(side, points));
        }
        return LineChart.draw(title, across.label(), across.spread(), series);
    }
}
