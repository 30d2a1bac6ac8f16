package io.github.leat.benchmarks.chart;

import io.github.leat.benchmarks.chart.Series.Point;
import io.github.leat.benchmarks.chart.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** How a figure grows: a line for each side, with the range at each point; axes over decades are logarithmic. */
public final class LineChart {
    private static final double WIDTH = 860;
    private static final double HEIGHT = 440;
    private static final double LEFT = 80;
    private static final double RIGHT = 650;
    private static final double TOP = 74;
    private static final double BOTTOM = 375;
    private static final double LABEL_ROOM = 19;
    private static final int COLOURS = 5;

    private LineChart() {}

    /** Where the points stand from left to right. */
    public enum Spread {
        /** As their numbers are. */
        TO_SCALE,
        /** Equally far from each other, for numbers with 0 among them that go over decades. */
        EVEN
    }

    /**
     * Draws it.
     *
     * @param title what goes up, with the unit
     * @param across what goes from left to right, with the unit
     * @param series at most five
     */
    public static String draw(String title, String across, Spread spread, List<Series> series) {
        if (series.isEmpty() || series.size() > COLOURS) {
            throw new IllegalArgumentException(
                    "\"" + title + "\" has " + series.size() + " lines. One to " + COLOURS + " can be told apart.");
        }
        Svg svg = new Svg(title, WIDTH, HEIGHT);
        svg.text("title", Anchor.START, 16, 28, title);
        List<Double> xs = series.stream()
                .flatMap(line -> line.points().stream())
                .map(Point::x)
                .distinct()
                .sorted()
                .toList();
        Scale y = Scale.around(smallest(series), largest(series), BOTTOM, TOP);
        ToDoubleFunction<Double> x = across(spread, xs);
        svg.text(
                "soft",
                Anchor.START,
                16,
                50,
                y.logarithmic() ? "Logarithmic; thin bars are the range." : "Thin bars are the range.");
        for (double tick : y.ticks()) {
            String at = Svg.number(y.at(tick));
            svg.path("grid", "M" + Svg.number(LEFT) + " " + at + "H" + Svg.number(RIGHT));
            svg.text("soft", Anchor.END, LEFT - 8, y.at(tick) + 5, Scale.label(tick));
        }
        double last = Double.NEGATIVE_INFINITY;
        for (double value : xs) {
            double at = x.applyAsDouble(value);
            svg.path("grid", "M" + Svg.number(at) + " " + Svg.number(BOTTOM) + "v6");
            if (at - last >= 34) {
                svg.text("soft", Anchor.MIDDLE, at, BOTTOM + 22, Scale.label(value));
                last = at;
            }
        }
        svg.text("soft", Anchor.MIDDLE, (LEFT + RIGHT) / 2, BOTTOM + 48, across);
        for (int i = 0; i < series.size(); i++) {
            line(svg, "s" + i, "d" + i, series.get(i), x, y);
        }
        labels(svg, series, y);
        return svg.finish();
    }

    private static ToDoubleFunction<Double> across(Spread spread, List<Double> xs) {
        if (spread == Spread.EVEN || xs.size() == 1) {
            double step = (RIGHT - LEFT - 40) / Math.max(1, xs.size() - 1);
            return value -> LEFT + 20 + xs.indexOf(value) * step;
        }
        double low = xs.get(0);
        double high = xs.get(xs.size() - 1);
        Scale scale = new Scale(low, high, LEFT + 20, RIGHT - 20, low > 0 && high / low >= 30);
        return scale::at;
    }

    private static void line(Svg svg, String stroke, String fill, Series line, ToDoubleFunction<Double> x, Scale y) {
        StringBuilder moves = new StringBuilder();
        for (Point point : line.points()) {
            String at = Svg.number(x.applyAsDouble(point.x()));
            moves.append(moves.length() == 0 ? 'M' : 'L')
                    .append(at)
                    .append(' ')
                    .append(Svg.number(y.at(point.middle())));
            svg.path(
                    "thin " + stroke,
                    "M" + at + " " + Svg.number(y.at(point.low())) + "V" + Svg.number(y.at(point.high())));
        }
        svg.path("line " + stroke, moves.toString());
        for (Point point : line.points()) {
            svg.dot(fill, x.applyAsDouble(point.x()), y.at(point.middle()));
        }
    }

    /** Beside the ends of the lines, moved apart where they would stand on each other. */
    private static void labels(Svg svg, List<Series> series, Scale y) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> y.at(end(series.get(i)))));
        double next = TOP;
        double[] places = new double[order.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(next, y.at(end(series.get(order.get(i)))));
            next = places[i] + LABEL_ROOM;
        }
        for (int i = places.length - 1, bottom = (int) BOTTOM; i >= 0; i--, bottom -= (int) LABEL_ROOM) {
            places[i] = Math.min(places[i], bottom);
        }
        for (int i = 0; i < places.length; i++) {
            svg.dot("d" + order.get(i), RIGHT + 14, places[i]);
            svg.text(
                    "",
                    Anchor.START,
                    RIGHT + 24,
                    places[i] + 5,
                    series.get(order.get(i)).label());
        }
    }

    private static double end(Series line) {
        return line.points().get(line.points().size() - 1).middle();
    }

    private static double smallest(List<Series> series) {
        return figures(series, Point::low).min().orElseThrow();
    }

    private static double largest(List<Series> series) {
        return figures(series, Point::high).max().orElseThrow();
    }

    private static DoubleStream figures(List<Series> series, ToDoubleFunction<Point> figure) {
        return series.stream().flatMap(line -> line.points().stream()).mapToDouble(figure);
    }
}
