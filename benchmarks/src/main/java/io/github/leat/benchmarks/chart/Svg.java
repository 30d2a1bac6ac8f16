package io.github.leat.benchmarks.chart;

import java.util.Locale;

/** Writes one SVG: elements with attributes, texts escaped. Not thread-safe. */
final class Svg {
    /** Colours by role; the second set where the reader prefers dark pages. */
    private static final String STYLE = """
            svg { font: 14px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
            .page { fill: #ffffff; } text { fill: #1f2933; } .soft { fill: #52606d; } .title { font-size: 17px; font-weight: 600; }
            .case { font-size: 15px; font-weight: 600; } .grid { stroke: #dfe3e8; stroke-width: 1; }
            .range { stroke: #1f2933; stroke-width: 1.5; fill: none; }
            .own { fill: #0b7a5b; } .peer { fill: #9aa5b1; }
            .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; } .thin { stroke-width: 1.5; fill: none; }
            .s0 { stroke: #0b7a5b; } .s1 { stroke: #b45309; } .s2 { stroke: #2563a8; } .s3 { stroke: #7c3aa0; } .s4 { stroke: #be2f4a; }
            .d0 { fill: #0b7a5b; } .d1 { fill: #b45309; } .d2 { fill: #2563a8; } .d3 { fill: #7c3aa0; } .d4 { fill: #be2f4a; }
            @media (prefers-color-scheme: dark) {
            .page { fill: #14191f; } text { fill: #e4e9ee; } .soft { fill: #a8b3bf; } .grid { stroke: #313a44; } .range { stroke: #e4e9ee; }
            .own { fill: #2fa37d; } .peer { fill: #66717d; }
            .s0 { stroke: #3fbf95; } .s1 { stroke: #e7a04c; } .s2 { stroke: #74aee8; } .s3 { stroke: #c297e0; } .s4 { stroke: #f08a9c; }
            .d0 { fill: #3fbf95; } .d1 { fill: #e7a04c; } .d2 { fill: #74aee8; } .d3 { fill: #c297e0; } .d4 { fill: #f08a9c; }
            }
            """;

    private final StringBuilder out = new StringBuilder();

    Svg(String title, double width, double height) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" role=\"img\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(escape(STYLE))
                .append("</style>\n");
        rectangle("page", 0, 0, width, height);
    }

    void rectangle(String style, double x, double y, double width, double height) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>%n",
                style,
                number(x),
                number(y),
                number(width),
                number(height)));
    }

    /** A path in SVG's own words, made by {@link #number}. */
    void path(String style, String moves) {
        out.append("<path class=\"")
                .append(style)
                .append("\" d=\"")
                .append(moves)
                .append("\"/>\n");
    }

    void dot(String style, double x, double y) {
        out.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4\"/>%n", style, number(x), number(y)));
    }

    void text(String style, Anchor anchor, double x, double y, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n",
                style,
                anchor.name().toLowerCase(Locale.ROOT),
                number(x),
                number(y),
                escape(text)));
    }

    /** Which end of a text is at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The whole file. */
    String finish() {
        return out + "</svg>\n";
    }

    /** With one digit after the point where it is needed. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
