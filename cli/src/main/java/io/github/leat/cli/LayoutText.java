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

/** A layout for people, within the width of their terminal. */
final class LayoutText {
    private static final int INDENT = 2;
    private static final int LABEL = 10;
    private static final int GAP = 2;
    private static final String ARROW = "→ ";
    /** Names of columns take at most a third of a line, and no more than this. */
    private static final int LONGEST_NAME = 32;

    private static final int SHARE_OF_NAMES = 3;
    /** Prose over more than these cells is hard to read. */
    private static final int LONGEST_PROSE = 100;
    /** What is no better than a guess: a small sample alone makes no type doubtful. */
    private static final double GUESSED = 0.5;

    /** From here on a confidence is not worth a word. */
    private static final double SURE = 0.9;

    private final PrintStream out;
    private final Style style;
    private final int width;

    /** @param width of a line in cells, 40 or more */
    LayoutText(PrintStream out, Style style, int width) {
        this.out = out;
        this.style = style;
        this.width = width;
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
                layout.hxlLine().isPresent()
                        ? "on line " + Figures.count(layout.hxlLine().getAsLong())
                        : "none",
                layout,
                Step.HXL);
        String below = layout.evidence(Step.BELOW).decision();
        if (!below.equals("none")) {
            fact("below", below, layout, Step.BELOW);
        }
        out.println(indent()
                + style.bold(Cells.pad("records", LABEL))
                + Figures.count(layout.recordsSampled())
                + (layout.exhaustive() ? ", all there are" : " sampled; the file has more"));
        out.println();
        columns(layout);
    }

    /** Prints which sheet of a workbook is read. */
    void print(SheetChoice sheet) {
        String number =
                " (" + sheet.number() + " of " + Figures.count(sheet.names().size()) + ")";
        int room = width - INDENT - LABEL - number.length();
        out.println(indent()
                + style.bold(Cells.pad("sheet", LABEL))
                + Cells.cut(Cells.visible(sheet.name()), room)
                + number);
        because(sheet.reason());
    }

    private void fact(String label, String decision, Layout layout, Step step) {
        Evidence evidence = layout.evidence(step);
        out.println(indent() + style.bold(Cells.pad(label, LABEL)) + decision + style.yellow(doubt(evidence)));
        because(evidence.summary());
    }

    private void because(String reason) {
        int room = Math.min(LONGEST_PROSE, width - INDENT - LABEL);
        Cells.wrap(reason, room).forEach(line -> out.println(indent() + " ".repeat(LABEL) + style.dim(line)));
    }

    private String doubt(Evidence evidence) {
        return evidence.confidence() >= SURE ? "" : "  (" + Math.round(evidence.confidence() * 100) + "% sure)";
    }

    private static String indent() {
        return " ".repeat(INDENT);
    }

    private void columns(Layout layout) {
        List<Column> columns = layout.schema().columns();
        if (columns.isEmpty()) {
            return;
        }
        int number = Figures.count(columns.size()).length();
        int name = nameCells(columns);
        int type = columns.stream()
                .mapToInt(c -> c.type().toString().length())
                .max()
                .orElse(1);
        int reason = INDENT + number + GAP + name + GAP + type + GAP;
        int room = Math.min(LONGEST_PROSE, width - reason);
        boolean renamed = columns.stream().anyMatch(LayoutText::isRenamed);
        out.println(style.bold(Figures.count(columns.size(), "column"))
                + (renamed ? style.dim("  (" + ARROW + "name in databases)") : ""));
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            List<String> lines = new ArrayList<>(
                    Cells.wrap(names(column), room).stream().map(style::cyan).toList());
            lines.addAll(why(layout.columns().get(i), room));
            String count = Figures.count(i + 1L);
            String first = lines.isEmpty() ? "" : lines.get(0);
            out.println((indent()
                            + style.dim(" ".repeat(number - count.length()) + count)
                            + " ".repeat(GAP)
                            + style.bold(Cells.field(label(column), name))
                            + " ".repeat(GAP)
                            + Cells.pad(column.type().toString(), type)
                            + " ".repeat(GAP)
                            + first)
                    .stripTrailing());
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(reason) + line));
        }
    }

    /** The name in databases, if it is another one, and the HXL tag. */
    private static String names(Column column) {
        String renamed = isRenamed(column) ? ARROW + column.sqlName() : "";
        String tag = column.hxl().orElse("");
        return renamed + (renamed.isEmpty() || tag.isEmpty() ? "" : " · ") + tag;
    }

    private static boolean isRenamed(Column column) {
        return !column.name().isEmpty() && !column.sqlName().equals(column.name());
    }

    /** In one line where it is sure; what is doubtful is told in full. */
    private List<String> why(Evidence evidence, int room) {
        if (evidence.candidates().isEmpty() && evidence.confidence() > GUESSED) {
            return List.of(style.dim(Cells.cut(Cells.visible(evidence.summary()), room)));
        }
        return Cells.wrap(evidence.summary() + doubt(evidence), room).stream()
                .map(style::yellow)
                .toList();
    }

    /** Prints the first few records, a line for each column. */
    void printSample(Layout layout, int records) {
        List<Column> columns = layout.schema().columns();
        int shown = Math.min(records, layout.sampleRecords().size());
        if (shown == 0) {
            out.println(indent() + style.dim("none"));
            return;
        }
        int name = nameCells(columns);
        int value = (width - INDENT - name) / shown - GAP;
        for (int c = 0; c < columns.size(); c++) {
            StringBuilder line =
                    new StringBuilder(indent()).append(style.bold(Cells.field(label(columns.get(c)), name)));
            for (int r = 0; r < shown; r++) {
                List<String> record = layout.sampleRecords().get(r);
                String text = c < record.size() ? record.get(c) : "";
                line.append(" ".repeat(GAP)).append(Cells.field(text, value));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int nameCells(List<Column> columns) {
        int most = Math.min(LONGEST_NAME, width / SHARE_OF_NAMES);
        int longest = columns.stream()
                .mapToInt(column -> Cells.of(Cells.visible(label(column))))
                .max()
                .orElse(1);
        return Math.min(most, longest);
    }

    private static String label(Column column) {
        return column.name().isEmpty() ? column.sqlName() : column.name();
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
}
