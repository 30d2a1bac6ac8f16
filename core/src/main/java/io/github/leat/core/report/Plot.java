package io.github.leat.core.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A plot over time as inline SVG: areas or lines in steps, since a rate holds over a stretch. Drawn thrice, for screens of
 * three widths, of which the style sheet shows one, so that no text shrinks with the plot.
 */
final class Plot {
    private static final int WIDE = 1060;
    private static final int MIDDLE = 680;
    private static final int NARROW = 350;
    private static final int HEIGHT = 220;
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 28;
    private static final int BOTTOM = 40;
    private static final int TICK_ROOM = 90;
    private static final int MARK = 5;

    private final String label;
    private final Axis amounts;
    private final double begin;
    private final double end;
    private final List<Series> series;
    private final List<Double> marks;

    /**
     * What is drawn.
     *
     * @param style class of the style sheet
     * @param filled whether what is below it is filled
     */
    record Series(String style, boolean filled, List<Step> steps) {
        /** Copies the steps. */
        Series {
            steps = List.copyOf(steps);
        }
    }

    /** A value from one second to another; none is a gap. */
    record Step(double from, double to, OptionalDouble value) {}

    /**
     * A plot.
     *
     * @param label what it shows, for those who do not see it
     * @param amounts the axis that goes up
     * @param begin second at its left side
     * @param end second at its right side
     * @param series those behind first
     * @param marks seconds to be marked below, such as commits
     */
    Plot(String label, Axis amounts, double begin, double end, List<Series> series, List<Double> marks) {
        this.label = label;
        this.amounts = amounts;
        this.begin = begin;
        this.end = end;
        this.series = List.copyOf(series);
        this.marks = List.copyOf(marks);
    }

    void draw(Markup page) {
        draw(page, "wide", WIDE);
        draw(page, "middle", MIDDLE);
        draw(page, "narrow", NARROW);
    }

    private void draw(Markup page, String style, int width) {
        page.open(
                "svg",
                "class",
                "plot " + style,
                "viewBox",
                "0 0 " + width + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                label);
        page.element("text", amounts.unit(), "class", "unit", "x", "0", "y", "12");
        for (Axis.Tick tick : amounts.ticks()) {
            String y = number(y(tick.at()));
            page.empty(
                    "path",
                    "class",
                    tick.at() == 0 ? "base" : "grid",
                    "d",
                    "M" + LEFT + " " + y + "H" + (width - RIGHT));
            page.element("text", tick.label(), "class", "up", "x", number(LEFT - 8), "y", number(y(tick.at()) + 4));
        }
        Axis time = Axis.ofSeconds(end - begin, Math.max(2, (width - LEFT - RIGHT) / TICK_ROOM));
        for (Axis.Tick tick : time.ticks()) {
            double x = x(begin + tick.at(), width);
            page.empty("path", "class", "base", "d", "M" + number(x) + " " + y(0) + "v5");
            page.element("text", tick.label(), "class", "along", "x", number(x), "y", number(y(0) + 19));
        }
        page.element("text", time.unit(), "class", "unit end", "x", number(width - RIGHT), "y", number(HEIGHT - 4));
        for (Series one : series) {
            draw(page, one, width);
        }
        for (double mark : marks) {
            double x = x(mark, width);
            page.empty(
                    "path",
                    "class",
                    "mark",
                    "d",
                    "M" + number(x) + " " + y(0) + "l" + -MARK + " " + (MARK + 3) + "h" + 2 * MARK + "z");
        }
        page.close();
    }

    private void draw(Markup page, Series one, int width) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        String base = number(y(0));
        boolean pen = false;
        for (Step step : one.steps()) {
            if (step.value().isEmpty()) {
                area.append(pen ? "V" + base + "z" : "");
                pen = false;
                continue;
            }
            String from = number(x(step.from(), width));
            String at = number(y(Math.min(step.value().getAsDouble(), amounts.top())));
            String along = "H" + number(x(step.to(), width));
            line.append(pen ? "V" + at : "M" + from + " " + at).append(along);
            area.append(pen ? "V" + at : "M" + from + " " + base + "V" + at).append(along);
            pen = true;
        }
        area.append(pen ? "V" + base + "z" : "");
        if (line.isEmpty()) {
            return;
        }
        if (one.filled()) {
            page.empty("path", "class", "area " + one.style(), "d", area.toString());
        }
        page.empty("path", "class", "line " + one.style(), "d", line.toString());
    }

    private double x(double second, int width) {
        return LEFT + (second - begin) / (end - begin) * (width - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / amounts.top() * (HEIGHT - TOP - BOTTOM);
    }

    /** With at most one digit after the point. */
    private static String number(double pixels) {
        String text = String.format(Locale.ROOT, "%.1f", pixels);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
