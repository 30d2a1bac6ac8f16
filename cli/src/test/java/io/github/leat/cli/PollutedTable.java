package io.github.leat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A table as text with what stands between its cells kept apart, so that each of it can be broken alone. */
final class PollutedTable {
    private static final String[] NAMES = {
        "Ladies' Rain Boots", "Camp Mug", "Folding Chair, Oak", "Bench 48\"", "Tent, Two Persons", "Scarf",
                "Men's Vest",
        "Kids' Bike, 24\"", "Lamp", "9' Rope", "Wool Hat", "Boxer, 5\" Inseam", "Trail Shoes", "Sofa Cover, Print"
    };
    private static final String[] SENTENCES = {
        "Keeps you dry, warm and cheerful in the wettest of weathers.",
        "A small thing that doesn't take space.",
        "Built to last: oiled wood, brass screws, canvas that you'll never wear out.",
        "Rated 50+ by people who've used it for years, on sea and land.",
        "Our lightest one yet.",
        "You won't find a softer one, and it won't shrink, fade or pill.",
        "The 8\" handle turns both ways, so it fits left and right hands."
    };
    private static final String[] REMARKS = {"", "", "", "", "seen", "", "sold; ask again", ""};

    /** A cell, its text as a reader should give it. */
    record Cell(String text, boolean quoted) {}

    final List<List<Cell>> rows = new ArrayList<>();

    static PollutedTable shop(long seed, int records) {
        Random random = new Random(seed);
        PollutedTable table = new PollutedTable();
        table.add(List.of("DATE", "TIME", "Qty", "ITEM", "Price", "Kind", "Description", "URL", "Remarks"), 6, 7);
        for (int r = 0; r < records; r++) {
            String item = (char) ('A' + random.nextInt(26)) + "" + (char) ('A' + random.nextInt(26)) + "-"
                    + (1000 + random.nextInt(9000));
            String price =
                    "$" + random.nextInt(1, 100) + (random.nextInt(20) == 0 ? "" : "." + (10 + random.nextInt(90)));
            table.add(
                    List.of(
                            String.format("%02d/%02d/20%02d", 13 + r % 16, 1 + r / 28 % 12, 18 + r % 3),
                            String.format("%02d:%02d", r / 4 % 24, r % 4 * 15),
                            String.valueOf(random.nextInt(40)),
                            item,
                            price,
                            NAMES[r % NAMES.length],
                            SENTENCES[r % SENTENCES.length],
                            "https://shop.example.org/item/" + item.replace('-', '_') + ".html",
                            REMARKS[r % REMARKS.length]),
                    6,
                    7);
        }
        return table;
    }

    /** Records of few, plain columns, with line ends, doubled quotes and decimals inside. */
    static PollutedTable notes(long seed, int records) {
        Random random = new Random(seed);
        PollutedTable table = new PollutedTable();
        table.add(List.of("id", "when", "score", "note", "place"));
        for (int r = 0; r < records; r++) {
            table.add(List.of(
                    String.valueOf(1000 + r),
                    String.format("2024-%02d-%02dT%02d:00:00Z", 1 + r % 12, 1 + r % 28, r % 24),
                    (random.nextInt(900) + 100) / 100.0 + "",
                    switch (r % 5) {
                        case 0 -> "first line\nsecond line, with a comma";
                        case 1 -> "she said \"go\", and went";
                        case 2 -> "plain";
                        case 3 -> "";
                        default -> "a, b and c";
                    },
                    r % 3 == 0 ? "Zürich" : r % 3 == 1 ? "São Paulo" : "Łódź"));
        }
        return table;
    }

    private void add(List<String> texts, int... alwaysQuoted) {
        List<Cell> row = new ArrayList<>();
        for (int c = 0; c < texts.size(); c++) {
            String text = texts.get(c);
            boolean quoted = text.contains(",") || text.contains("\"") || text.contains("\n");
            for (int always : alwaysQuoted) {
                quoted |= always == c;
            }
            row.add(new Cell(text, quoted));
        }
        rows.add(row);
    }

    /** The table with these of its columns, in this order. */
    PollutedTable withColumns(List<Integer> columns) {
        return withColumns(columns, rows.size());
    }

    /** The first rows of the table with these of its columns, in this order. */
    PollutedTable withColumns(List<Integer> columns, int first) {
        PollutedTable table = new PollutedTable();
        rows.stream()
                .limit(first)
                .forEach(row -> table.rows.add(columns.stream().map(row::get).toList()));
        return table;
    }

    /** The table with all rows but the names so many times. */
    PollutedTable repeated(int times) {
        PollutedTable table = new PollutedTable();
        table.rows.add(rows.get(0));
        for (int n = 0; n < times; n++) {
            table.rows.addAll(rows.subList(1, rows.size()));
        }
        return table;
    }

    /** The table with another value in some rows of a column. */
    PollutedTable with(int fromRow, int toRow, int column, Cell value) {
        PollutedTable table = new PollutedTable();
        for (int r = 0; r < rows.size(); r++) {
            List<Cell> row = new ArrayList<>(rows.get(r));
            if (r >= fromRow && r < toRow) {
                row.set(column, value);
            }
            table.rows.add(row);
        }
        return table;
    }

    /** One cell as it is written. */
    static String raw(Cell cell, String quote, String escape) {
        return cell.quoted() ? quote + cell.text().replace("\"", escape + "\"") + quote : cell.text();
    }

    /** A record as a careful writer writes it, with quotes also around what holds the delimiter. */
    static String line(List<Cell> row, String delimiter, String quote, String escape) {
        return row.stream()
                .map(cell -> new Cell(cell.text(), cell.quoted() || cell.text().contains(delimiter)))
                .map(cell -> raw(cell, quote, escape))
                .collect(Collectors.joining(delimiter));
    }

    /** A record of which only the delimiters were changed. */
    static String carelessLine(List<Cell> row, String delimiter) {
        return row.stream().map(cell -> raw(cell, "\"", "\"")).collect(Collectors.joining(delimiter));
    }

    static String line(List<Cell> row) {
        return line(row, ",", "\"", "\"");
    }

    /** The whole, with each line end given. */
    String text(String delimiter, String quote, String escape, String lineEnd) {
        return rows.stream()
                .map(row -> line(row, delimiter, quote, escape) + lineEnd)
                .collect(Collectors.joining());
    }

    String text() {
        return text(",", "\"", "\"", "\r\n");
    }

    /** The whole with one line replaced. */
    String withLine(int replaced, String line) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            text.append(r == replaced ? line : line(rows.get(r))).append("\r\n");
        }
        return text.toString();
    }

    /** What a reader should give. */
    List<List<String>> texts() {
        List<List<String>> all = new ArrayList<>();
        for (List<Cell> row : rows) {
            all.add(new ArrayList<>(row.stream().map(Cell::text).toList()));
        }
        return all;
    }
}
