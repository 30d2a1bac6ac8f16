package io.github.leat.xlsx.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the first rows of a sheet tell about how much of a table it is.
 *
 * @param width columns up to the last one with a value
 * @param rows rows with a value, of the first 200
 * @param records rows that are filled like the header above them
 * @param score to be compared with those of other sheets
 */
record SheetSample(int width, int rows, int records, double score) {
    static final int ROWS = 200;

    /** Sheets that publishers put before or behind the data, by what they are called. */
    private static final Pattern ABOUT = Pattern.compile(
            "read.?me|about|cover|licen[cs]e|terms|notes?|meta.?data|code.?book|dictionar|definition|contents?|index|info"
                    + "|legend|change.?log|instruction|guide|description|disclaimer|lisez|l[ée]eme");

    private static final Pattern DATA = Pattern.compile("\\bdata|\\bdonn[ée]es|\\bdatos|\\bdataset");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.]*([eE][+-]?\\d+)?|\\d{4}-\\d\\d-\\d\\d.*");
    private static final double ABOUT_FACTOR = 0.05;
    private static final double DATA_FACTOR = 2;

    static SheetSample of(Workbook workbook, Workbook.SheetRef sheet) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int width = 0;
        try (SheetRows all = workbook.rows(sheet)) {
            while (rows.size() < ROWS && all.next()) {
                if (all.width() > 0) {
                    rows.add(all.copy());
                    width = Math.max(width, all.width());
                }
            }
        }
        Shape best = new Shape(0, 0);
        // titles and notes stand above a header, and a header above two or more like it is none
        for (int h = 0; h < Math.min(rows.size(), 40); h++) {
            Shape shape = shape(rows, h);
            best = shape.cells() > best.cells() * 1.2 ? shape : best;
        }
        double score = best.cells() * nameFactor(sheet.name()) * (1 + 0.1 * Math.log10(1.0 + workbook.size(sheet)));
        return new SheetSample(width, rows.size(), best.records(), score);
    }

    /** Records under a header, and how many cells they fill, more for numbers and dates. */
    private record Shape(int records, double cells) {}

    private static Shape shape(List<List<@Nullable String>> rows, int h) {
        List<@Nullable String> header = rows.get(h);
        int named = 0;
        for (String name : header) {
            if (name != null && NUMBER.matcher(name).matches() && !name.matches("(19|20)\\d\\d")) {
                return new Shape(0, 0);
            }
            named += name == null ? 0 : 1;
        }
        int records = 0;
        double cells = 0;
        for (List<@Nullable String> row : rows.subList(h + 1, rows.size())) {
            int filled = 0;
            int numbers = 0;
            for (int c = 0; c < Math.min(row.size(), header.size()); c++) {
                String value = row.get(c);
                boolean under = value != null && header.get(c) != null;
                filled += under ? 1 : 0;
                numbers += under && NUMBER.matcher(String.valueOf(value)).matches() ? 1 : 0;
            }
            if (filled * 2 >= named && filled > 0) {
                records++;
                cells += Math.min(filled, 30) - (named == 1 ? 0.9 : 0) + numbers;
            }
        }
        return new Shape(records, cells);
    }

    private static double nameFactor(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean data = DATA.matcher(lower).find();
        return ABOUT.matcher(lower).find() && !(data && !lower.contains("meta"))
                ? ABOUT_FACTOR
                : data ? DATA_FACTOR : 1;
    }
}
