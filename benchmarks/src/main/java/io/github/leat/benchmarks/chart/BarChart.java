package io.github.leat.benchmarks.chart;

import io.github.leat.benchmarks.chart.Svg.Anchor;
import java.util.List;
import java.util.Map;

/** Bars from zero, one for each side, in a group for each case; a thin line shows the range. */
public final class BarChart {
    private static final double WIDTH = 860;
    private static final double LEFT = 240;
    private static final double RIGHT = 730;
    private static final double TOP = 66;
    private static final double ROW = 24;
    private static final double HEADING = 34;
    private static final double BAR = 16;

    private BarChart() {}

    /**
     * Draws it.
     *
     * @param title what the bars show, with the unit
     * @param note smaller, below it
     * @param cases bars by case, in the order they are drawn; at least one bar
     */
    public static String draw(String title, String note, Map<String, List<Bar>> cases) {
        double largest = cases.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Bar::high)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("\"" + title + "\" has no bars."));
        double height = TOP + 36;
        for (List<Bar> bars : cases.values()) {
            height += HEADING + bars.size() * ROW;
        }
        Svg svg = new Svg(title, WIDTH, height);
        Scale scale = Scale.fromZero(largest, LEFT, RIGHT);
        svg.text("title", Anchor.START, 16, 28, title);
        svg.text("soft", Anchor.START, 16, 50, note);
        double bottom = height - 32;
        for (double tick : scale.ticks()) {
            double x = scale.at(tick);
            svg.path("grid", "M" + Svg.number(x) + " " + Svg.number(TOP) + "V" + Svg.number(bottom));
            svg.text("soft", Anchor.MIDDLE, x, bottom + 18, Scale.label(tick));
        }
        double y = TOP;
        for (Map.Entry<String, List<Bar>> group : cases.entrySet()) {
            svg.text("case", Anchor.START, 16, y + 24, group.getKey());
            y += HEADING;
            for (Bar bar : group.getValue()) {
                row(svg, scale, bar, y);
                y += ROW;
            }
        }
        return svg.finish();
    }

    private static void row(Svg svg, Scale scale, Bar bar, double y) {
        double middle = y + BAR / 2;
        double low = scale.at(bar.low());
        double high = scale.at(bar.high());
        svg.text("", Anchor.END, LEFT - 10, middle + 5, bar.label());
        svg.rectangle(bar.own() ? "own" : "peer", LEFT, y, Math.max(1, scale.at(bar.middle()) - LEFT), BAR);
        String up = Svg.number(middle - 4) + "v8";
        svg.path(
                "range",
                "M" + Svg.number(low) + " " + up + "M" + Svg.number(low) + " " + Svg.number(middle) + "H"
                        + Svg.number(high) + "M" + Svg.number(high) + " " + up);
        svg.text("", Anchor.START, Math.max(high, scale.at(bar.middle())) + 8, middle + 5, Scale.label(bar.middle()));
    }
}
