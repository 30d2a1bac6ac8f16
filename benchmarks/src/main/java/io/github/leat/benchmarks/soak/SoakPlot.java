package io.github.leat.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The samples over time as SVG: four panels under each other, at rest (thick) and while loads run (thin). */
final class SoakPlot {
    private static final int WIDTH = 760;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int PANEL = 130;
    private static final int HEAD = 26;
    private static final double MB = 1e6;

    private final List<Sample> atRest;
    private final List<Sample> busy;
    private final double minutes;
    private final StringBuilder svg = new StringBuilder();

    private SoakPlot(List<Sample> atRest, List<Sample> busy) {
        this.atRest = atRest;
        this.busy = busy;
        this.minutes =
                Math.max(1, atRest.stream().mapToDouble(Sample::minute).max().orElse(1));
    }

    static String of(List<Sample> atRest, List<Sample> busy) {
        return new SoakPlot(atRest, busy).draw();
    }

    private String draw() {
        int height = 4 * (PANEL + HEAD) + 60;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\""
                + WIDTH
                + "\" height=\"" + height + "\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n"
                + "<title>Memory, threads, descriptors and connections over the minutes of the run</title>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        panel(0, "Heap in use, MB (at rest: after a collection)", sample -> sample.heapBytes() / MB);
        panel(1, "Threads", Sample::threads);
        panel(2, "Open descriptors", Sample::descriptors);
        panel(3, "Connections at PostgreSQL and MariaDB", sample -> sample.postgres() + sample.mariaDb());
        int bottom = 4 * (PANEL + HEAD) + 16;
        int step = (int) Math.ceil(minutes / 6);
        for (int minute = 0; minute <= minutes; minute += step) {
            text(x(minute), bottom, "middle", Integer.toString(minute));
        }
        text(LEFT, bottom + 28, "start", "minutes; dark: at rest, light: while loads run");
        return svg.append("</svg>\n").toString();
    }

    private void panel(int number, String title, ToDoubleFunction<Sample> value) {
        int top = number * (PANEL + HEAD) + HEAD;
        double most = nice(Math.max(most(atRest, value), most(busy, value)));
        text(LEFT, top - 8, "start", title);
        for (int i = 0; i <= 2; i++) {
            double at = most * i / 2;
            double y = y(top, at, most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d8dde3\"/>\n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y));
            text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.0f", at));
        }
        line(busy, value, top, most, "#9db8d9", 1);
        line(atRest, value, top, most, "#1f4e8c", 2);
    }

    private void line(
            List<Sample> samples, ToDoubleFunction<Sample> value, int top, double most, String colour, int width) {
        String points = samples.stream()
                .map(sample -> String.format(
                        Locale.ROOT, "%.1f,%.1f", x(sample.minute()), y(top, value.applyAsDouble(sample), most)))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" + width + "\" points=\"" + points
                + "\"/>\n");
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>\n",
                x,
                y,
                anchor,
                text));
    }

    private double x(double minute) {
        return LEFT + minute / minutes * (WIDTH - LEFT - RIGHT);
    }

    private static double y(int top, double value, double most) {
        return top + PANEL - value / most * PANEL;
    }

    private static double most(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).max().orElse(0);
    }

    /** The next even number of one or two digits and zeros: its half is whole, too. */
    private static double nice(double most) {
        double unit = 2 * Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, most))) - 1));
        return Math.max(2, Math.ceil(most / unit) * unit);
    }
}
