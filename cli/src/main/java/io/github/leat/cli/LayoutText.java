package io.github.leat.cli;

import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.schema.Column;
import io.github.leat.xlsx.SheetChoice;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A layout for people, at 80 columns. */
final class LayoutText {
    /** Columns of a line. */
    static final int LINE = 80;

    private static final int NAME = 24;
    private static final int INDENT = 2;
    /** From here on a confidence is not worth a word. */
    private static final double SURE = 0.9;

    private final PrintStream out;
    private final Style style;

    LayoutText(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Prints what the source is, and its columns. */
    void print(Layout layout) {
        CsvFormat format = layout.format();
        String quote =
                format.quote().map(LayoutText::character).map(c -> c + "s").orElse("no quotes");
        String escape = format.escape() == Escape.BACKSLASH ? ", backslash escapes" : "";
        String packed = layout.compression().label().equals("plain")
                ? ""
                : ", " + layout.compression().label();
        fact("encoding", layout.encoding().name() + packed, layout, Step.ENCODING);
        fact(
                "dialect",
                character(format.delimiter()) + ", " + quote + escape + ", "
                        + layout.lineSeparator().name() + " line ends",
                layout,
                Step.DIALECT);
        fact(
                "preamble",
                layout.preambleLines() == 0 ? "none" : Figures.count(layout.preambleLines(), "line"),
                layout,
                Step.PREAMBLE);
        fact(
                "header",
                layout.headerLines() == 0 ? "none" : Figures.count(layout.headerLines(), "line"),
                layout,
                Step.HEADER);
        fact(
                "HXL tags",
                layout.hxlLine().isPresent() ? "on line " + layout.hxlLine().getAsLong() : "none",
                layout,
                Step.HXL);
        String below = layout.evidence(Step.BELOW).decision();
        if (!below.equals("none")) {
            fact("below", below, layout, Step.BELOW);
        }
        out.println("  " + pad("records", 10) + Figures.count(layout.recordsSampled())
                + (layout.exhaustive() ? ", all there are" : " sampled; the file has more"));
        out.println();
        columns(layout);
    }

    /** Prints which sheet of a workbook is read. */
    void print(SheetChoice sheet) {
        out.println("  " + style.bold(pad("sheet", 10)) + visible(sheet.name()) + " (" + sheet.number() + " of "
                + sheet.names().size() + ")");
        wrap(sheet.reason(), LINE - INDENT - 10)
                .forEach(line -> out.println(" ".repeat(INDENT + 10) + style.dim(line)));
    }

    private void fact(String label, String decision, Layout layout, Step step) {
        Evidence evidence = layout.evidence(step);
        List<String> lines = wrap(evidence.reason(), LINE - INDENT - 10);
        String sure = evidence.confidence() >= SURE ? "" : "  (" + percent(evidence.confidence()) + " sure)";
        out.println("  " + style.bold(pad(label, 10)) + decision + style.dim(sure));
        lines.forEach(line -> out.println(" ".repeat(INDENT + 10) + style.dim(line)));
    }

    private static String percent(double confidence) {
        return Math.round(confidence * 100) + "%";
    }

    private void columns(Layout layout) {
        List<Column> columns = layout.schema().columns();
        int name = Math.min(
                NAME, columns.stream().mapToInt(c -> label(c).length()).max().orElse(1));
        int type = columns.stream()
                .mapToInt(c -> c.type().toString().length())
                .max()
                .orElse(1);
        int reason = INDENT + name + 2 + type + 2;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            List<String> lines = new ArrayList<>();
            if (!column.sqlName().equals(column.name()) && !column.name().isEmpty()) {
                lines.addAll(wrap("in databases: " + column.sqlName(), LINE - reason));
            }
            column.hxl().ifPresent(tag -> lines.addAll(wrap(tag, LINE - reason)));
            lines.addAll(wrap(layout.columns().get(i).reason(), LINE - reason));
            String first = lines.isEmpty() ? "" : lines.get(0);
            out.println("  " + style.bold(pad(cut(label(column), name), name)) + "  "
                    + style.cyan(pad(column.type().toString(), type)) + "  " + style.dim(first));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(reason) + style.dim(line)));
        }
    }

    /** Prints the first few records, a line for each column. */
    void printSample(Layout layout, int records) {
        List<Column> columns = layout.schema().columns();
        int shown = Math.min(records, layout.sampleRecords().size());
        if (shown == 0) {
            return;
        }
        int name = Math.min(
                NAME, columns.stream().mapToInt(c -> label(c).length()).max().orElse(1));
        int value = (LINE - INDENT - name) / shown - 2;
        for (int c = 0; c < columns.size(); c++) {
            StringBuilder line =
                    new StringBuilder("  ").append(style.bold(pad(cut(label(columns.get(c)), name), name)));
            for (int r = 0; r < shown; r++) {
                List<String> record = layout.sampleRecords().get(r);
                String text = c < record.size() ? record.get(c) : "";
                line.append("  ").append(pad(cut(visible(text), value), value));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String label(Column column) {
        return column.name().isEmpty() ? column.sqlName() : visible(column.name());
    }

    private static String character(char c) {
        return switch (c) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            case ' ' -> "blank";
            case '"' -> "double quote";
            case '\'' -> "single quote";
            default -> "\"" + c + "\"";
        };
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    /** Breaks at blanks; a longer word has a line of its own, cut. */
    static List<String> wrap(String text, int width) {
        int room = Math.max(width, 20);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : visible(text).strip().split(" +", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, room));
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
