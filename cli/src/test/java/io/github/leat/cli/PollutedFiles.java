package io.github.leat.cli;

import io.github.leat.cli.PollutedTable.Cell;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that are each broken in one way, and what a reader should make of them. */
final class PollutedFiles {
    private static final String QUOTE = "\"";

    /**
     * One file.
     *
     * @param kind how it is broken
     * @param name its file name
     * @param bytes what is in it
     * @param expected its records, header first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PollutedFile(String kind, String name, byte[] bytes, List<List<String>> expected) {}

    private final List<PollutedFile> files = new ArrayList<>();
    private final PollutedTable table;
    private final String prefix;

    private PollutedFiles(String prefix, PollutedTable table) {
        this.prefix = prefix;
        this.table = table;
    }

    /** Every kind, for every record and column where it is of one record. */
    static List<PollutedFile> of(String prefix, PollutedTable table) {
        PollutedFiles made = new PollutedFiles(prefix, table);
        made.wholeFiles();
        made.encodings();
        made.headers();
        made.aroundTheTable();
        made.dialects();
        made.columns();
        made.formats();
        for (int row = 0; row < table.rows.size(); row++) {
            made.records(row);
        }
        return made.files;
    }

    private void add(String kind, String detail, String text, List<List<String>> expected) {
        add(kind, detail, text, StandardCharsets.UTF_8, expected);
    }

    private void add(String kind, String detail, String text, Charset charset, List<List<String>> expected) {
        String name = prefix + "_" + kind.replace(' ', '_') + detail + ".csv";
        files.add(new PollutedFile(kind, name, text.getBytes(charset), expected));
    }

    private void wholeFiles() {
        String text = table.text();
        add("clean", "", text, table.texts());
        add("empty file", "", "", List.of());
        add("no last line end", "", text.substring(0, text.length() - 2), table.texts());
        add("two last line ends", "", text + "\r\n", table.texts());
        add(
                "header only",
                "",
                PollutedTable.line(table.rows.get(0)) + "\r\n",
                List.of(table.texts().get(0)));
        add(
                "one record",
                "",
                PollutedTable.line(table.rows.get(0)) + "\r\n" + PollutedTable.line(table.rows.get(1)) + "\r\n",
                table.texts().subList(0, 2));
        add("line end LF", "", text.replace("\r\n", "\n"), table.texts());
        add("line end CR", "", text.replace("\r\n", "\r"), table.texts());
    }

    /** Tables of one column, and of very many. */
    private void columns() {
        for (int column = 0; column < table.rows.get(0).size(); column++) {
            int c = column;
            PollutedTable one = table.withColumns(List.of(c));
            boolean hasEmpty =
                    one.rows.stream().anyMatch(row -> row.get(0).text().isEmpty());
            if (!hasEmpty) {
                add("one column", "_" + c, one.text(), one.texts());
            }
        }
        for (int width : new int[] {1024, 17_000}) {
            PollutedTable wide = table.withColumns(
                    Stream.iterate(0, c -> (c + 1) % table.rows.get(0).size())
                            .limit(width)
                            .toList(),
                    20);
            add("many columns", "_" + width, wide.text(), wide.texts());
        }
        add("many records", "", table.repeated(200).text(), table.repeated(200).texts());
    }

    /** A column of which some values are written another way. */
    private void formats() {
        int rows = table.rows.size();
        int[][] ranges = {{1, 2}, {rows / 2, rows / 2 + 1}, {1, rows / 2}};
        for (int column = 0; column < 5; column++) {
            for (int[] range : ranges) {
                for (String format : new String[] {"2019-05-13", "May 13, 2019", "1.234,5", "?", "5 PM"}) {
                    boolean quoted = format.contains(",");
                    PollutedTable changed = table.with(range[0], range[1], column, new Cell(format, quoted));
                    add(
                            "column of several formats",
                            "_" + column + "_" + range[0] + "_" + range[1] + "_" + format.replaceAll("\\W", ""),
                            changed.text(),
                            changed.texts());
                }
            }
        }
    }

    private void encodings() {
        String text = table.text();
        add("byte order mark", "", "\uFEFF" + text, table.texts());
        add("UTF-16", "_le", "\uFEFF" + text, StandardCharsets.UTF_16LE, table.texts());
        add("UTF-16", "_be", "\uFEFF" + text, StandardCharsets.UTF_16BE, table.texts());
        add("UTF-16", "_le_no_mark", text, StandardCharsets.UTF_16LE, table.texts());
        add("UTF-32", "_le", "\uFEFF" + text, Charset.forName("UTF-32LE"), table.texts());
        add("UTF-32", "_be", "\uFEFF" + text, Charset.forName("UTF-32BE"), table.texts());
        if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            String accents = text.replace("a", "à");
            List<List<String>> expected = table.texts().stream()
                    .map(row -> row.stream().map(cell -> cell.replace("a", "à")).toList())
                    .toList();
            add("Latin-1", "", accents, StandardCharsets.ISO_8859_1, expected);
        }
    }

    private void headers() {
        List<List<String>> texts = table.texts();
        add(
                "no header",
                "",
                table.text().substring(PollutedTable.line(table.rows.get(0)).length() + 2),
                texts.subList(1, texts.size()));
        for (int times = 2; times <= 3; times++) {
            int n = times;
            String again = (texts.get(0).stream().collect(Collectors.joining(",")) + "\r\n").repeat(times - 1);
            List<List<String>> expected = new ArrayList<>(texts);
            expected.set(
                    0,
                    texts.get(0).stream()
                            .map(name -> String.join(" ", java.util.Collections.nCopies(n, name)))
                            .toList());
            add("header in several records", "_" + times, again + table.text(), expected);
        }
        int width = texts.get(0).size();
        String rest =
                table.text().substring(PollutedTable.line(table.rows.get(0)).length() + 2);
        for (int names : new int[] {width - 1, width / 2, width + 1, width + 6}) {
            List<String> head = new ArrayList<>(texts.get(0).subList(0, Math.min(width, names)));
            for (int c = width; c < names; c++) {
                head.add("more " + c);
            }
            List<List<String>> expected = new ArrayList<>(texts);
            expected.set(0, head);
            String kind = names < width ? "short header" : "long header";
            add(kind, "_" + names, String.join(",", head) + "\r\n" + rest, expected);
        }
        for (int column : new int[] {0, 2, width - 1}) {
            List<Cell> head = new ArrayList<>(table.rows.get(0));
            head.set(column, new Cell("name of\nlines", true));
            List<List<String>> expected = new ArrayList<>(texts);
            expected.set(0, head.stream().map(Cell::text).toList());
            add("name of several lines", "_" + column, table.withLine(0, PollutedTable.line(head)), expected);
        }
        for (int column : new int[] {0, 2, width - 1}) {
            for (String name : new String[] {"", "HEAD/%R", texts.get(0).get(1), "long ".repeat(20_000)}) {
                List<Cell> head = new ArrayList<>(table.rows.get(0));
                head.set(column, new Cell(name, false));
                List<List<String>> expected = new ArrayList<>(texts);
                expected.set(0, head.stream().map(Cell::text).toList());
                String shown = name.length() > 20 ? "long" : name.replace("/", "");
                add("odd name", "_" + column + "_" + shown, table.withLine(0, PollutedTable.line(head)), expected);
            }
        }
    }

    private void aroundTheTable() {
        String text = table.text();
        List<List<String>> texts = table.texts();
        String padding = ",".repeat(texts.get(0).size() - 1);
        for (int lines = 1; lines <= 3; lines += 2) {
            String detail = "_" + lines;
            add("preamble", detail, "Report of the shop\r\n".repeat(lines) + text, texts);
            add("preamble", detail + "_gap", "Report of the shop\r\n".repeat(lines) + "\r\n" + text, texts);
            String padded = ("Report of the shop" + padding + "\r\n").repeat(lines);
            add("padded preamble", detail, padded + text, texts);
            add("padded preamble", detail + "_gap", padded + padding + "\r\n" + text, texts);
            add("footnote", detail, text + "Source: the shop's own books\r\n".repeat(lines), texts);
            add("footnote", detail + "_gap", text + "\r\n" + "Source: the shop's own books\r\n".repeat(lines), texts);
            String note = ("Source: the shop's own books" + padding + "\r\n").repeat(lines);
            add("padded footnote", detail, text + note, texts);
            add("padded footnote", detail + "_gap", text + padding + "\r\n" + note, texts);
        }
        for (String gap : new String[] {"", "\r\n", padding + "\r\n"}) {
            String detail = gap.isEmpty() ? "" : gap.length() > 2 ? "_padded_gap" : "_gap";
            add("second table of the same columns", detail, text + gap + text, texts);
            add("second table of fewer columns", detail, text + gap + columns(-1), texts);
            add("second table of more columns", detail, text + gap + columns(1), texts);
        }
        add(
                "second table of other columns",
                "",
                text + "\r\nplace,visitors\r\nNorth,12\r\nSouth,15\r\nEast,9\r\n",
                texts);
    }

    /** The table with its last column left out, or one more. */
    private String columns(int change) {
        return table.rows.stream()
                .map(row -> {
                    List<Cell> cells = new ArrayList<>(row);
                    if (change < 0) {
                        cells.remove(cells.size() - 1);
                    } else {
                        cells.add(row == table.rows.get(0) ? new Cell("extra", false) : new Cell("x1", false));
                    }
                    return PollutedTable.line(cells) + "\r\n";
                })
                .collect(Collectors.joining());
    }

    private void dialects() {
        List<List<String>> texts = table.texts();
        for (String delimiter : new String[] {";", "\t", "|", ", ", ":", "^", "~"}) {
            add("delimiter " + name(delimiter), "", table.text(delimiter, QUOTE, QUOTE, "\r\n"), texts);
        }
        add("delimiter blank", "", table.text(" ", QUOTE, QUOTE, "\r\n"), texts);
        String careless = table.rows.stream()
                .map(row -> PollutedTable.carelessLine(row, " ") + "\r\n")
                .collect(Collectors.joining());
        add("delimiter blank without quotes", "", careless, texts);
        List<List<String>> apostrophes = texts.stream()
                .map(row -> row.stream().map(cell -> cell.replace("\"", "\"\"")).toList())
                .toList();
        add("quote '", "", table.text(",", "'", QUOTE, "\r\n"), apostrophes);
        add("escape backslash", "", table.text(",", QUOTE, "\\", "\r\n"), texts);
        add("escape none", "", table.text(",", QUOTE, "", "\r\n"), texts);
    }

    private static String name(String delimiter) {
        return switch (delimiter) {
            case "\t" -> "tab";
            case ", " -> "comma blank";
            case ";" -> "semicolon";
            case ":" -> "colon";
            case "|" -> "pipe";
            case "^" -> "caret";
            default -> "tilde";
        };
    }

    /** One record that is not as the others. */
    private void records(int row) {
        List<Cell> cells = table.rows.get(row);
        List<String> raw = cells.stream()
                .map(cell -> PollutedTable.raw(cell, QUOTE, QUOTE))
                .toList();
        List<List<String>> texts = table.texts();
        String head = row == 0 ? " in the header" : "";
        for (int c = 0; c < cells.size(); c++) {
            String at = "_" + row + "_" + c;
            List<String> changed = new ArrayList<>(raw);
            boolean quoted = cells.get(c).quoted();
            changed.set(c, quoted ? QUOTE + QUOTE + raw.get(c).substring(1) : QUOTE + raw.get(c));
            List<List<String>> expected = new ArrayList<>(texts);
            List<String> expectedRow = new ArrayList<>(texts.get(row));
            expectedRow.set(c, QUOTE + expectedRow.get(c));
            expected.set(row, expectedRow);
            add("extra quote" + head, at, table.withLine(row, String.join(",", changed)), expected);

            changed = new ArrayList<>(raw);
            changed.add(c, "");
            add("extra delimiter" + head, at, table.withLine(row, String.join(",", changed)), texts);

            if (c > 0) {
                changed = new ArrayList<>(raw);
                changed.set(c - 1, raw.get(c - 1) + raw.get(c));
                changed.remove(c);
                add("missing delimiter" + head, at, table.withLine(row, String.join(",", changed)), texts);
            }
            if (quoted && raw.get(c).indexOf('\n') < 0) {
                changed = new ArrayList<>(raw);
                changed.set(c, raw.get(c).substring(0, raw.get(c).length() - 1));
                expected = new ArrayList<>(texts);
                expectedRow = new ArrayList<>(texts.get(row));
                boolean enclosed = expectedRow.get(c).contains(",");
                expectedRow.set(c, (enclosed ? "" : QUOTE) + expectedRow.get(c));
                expected.set(row, expectedRow);
                add("missing quote" + head, at, table.withLine(row, String.join(",", changed)), expected);
            }
        }
        for (String delimiter : new String[] {" ", ";", "\t", "|"}) {
            String line = PollutedTable.carelessLine(cells, delimiter);
            String kind = "one record with "
                    + (delimiter.equals(" ")
                            ? "blanks"
                            : delimiter.equals(";") ? "semicolons" : delimiter.equals("|") ? "pipes" : "tabs");
            add(kind + head, "_" + row, table.withLine(row, line), texts);
        }
        String padded = PollutedTable.line(cells, ", ", QUOTE, QUOTE);
        add("one record with comma blank" + head, "_" + row, table.withLine(row, padded), texts);
        boolean escapes = cells.stream().anyMatch(cell -> cell.text().contains(QUOTE));
        if (escapes) {
            String line = PollutedTable.line(cells, ",", QUOTE, "\\");
            add("one record with backslash" + head, "_" + row, table.withLine(row, line), texts);
            line = PollutedTable.line(cells, ",", QUOTE, "");
            add("one record without escape" + head, "_" + row, table.withLine(row, line), texts);
        }
        List<List<String>> apostrophes = new ArrayList<>(texts);
        apostrophes.set(
                row,
                texts.get(row).stream()
                        .map(cell -> cell.replace("\"", "\"\"")) // two characters of text, as in a file of this quote
                        .toList());
        add(
                "one record with quote '" + head,
                "_" + row,
                table.withLine(row, PollutedTable.line(cells, ",", "'", QUOTE)),
                apostrophes);
        for (String end : new String[] {"\n", "\r"}) {
            StringBuilder text = new StringBuilder();
            for (int r = 0; r < table.rows.size(); r++) {
                text.append(PollutedTable.line(table.rows.get(r))).append(r == row ? end : "\r\n");
            }
            add("one other line end" + head, "_" + row + (end.equals("\n") ? "_lf" : "_cr"), text.toString(), texts);
        }
        for (int width : new int[] {0, cells.size() / 2, cells.size() + 6}) {
            List<String> changed = new ArrayList<>(raw);
            List<List<String>> expected = new ArrayList<>(texts);
            List<String> expectedRow = new ArrayList<>(texts.get(row));
            while (changed.size() > width) {
                changed.remove(changed.size() - 1);
                expectedRow.remove(expectedRow.size() - 1);
            }
            while (changed.size() < width) {
                changed.add("7");
                expectedRow.add("7");
            }
            if (width == 0) {
                expected.remove(row);
            } else {
                expected.set(row, expectedRow);
            }
            if (row > 0) {
                String kind = width == 0 ? "empty record" : width < cells.size() ? "short record" : "long record";
                add(kind, "_" + row, table.withLine(row, String.join(",", changed)), expected);
            }
        }
    }
}
