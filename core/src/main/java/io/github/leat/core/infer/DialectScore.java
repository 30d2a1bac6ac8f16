package io.github.leat.core.infer;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import java.util.HashMap;
import java.util.Map;

/**
 * How well a dialect fits.
 *
 * @param format the dialect
 * @param padded whether a blank belongs to each delimiter
 * @param records number of records it gives
 * @param width the most frequent number of fields
 * @param regularity share of the records of that width
 * @param cells mean {@link CellScore} of the fields
 * @param typedLines whether nearly all lines, taken whole, are a number, date or time
 * @param openQuote whether a quote that is never closed swallows more than half of the sample
 * @param proven whether the records are all of one width of three or more and hold a column of numbers or dates; or have the
 *     first one's width at least, begin with two such columns, and mostly hold fields in quotes
 */
record DialectScore(
        CsvFormat format,
        boolean padded,
        int records,
        int width,
        double regularity,
        double cells,
        boolean typedLines,
        boolean openQuote,
        boolean proven) {
    private static final int FIELDS_LOOKED_AT = 20_000;

    static DialectScore of(CsvFormat format, boolean padded, Tokens tokens) {
        int records = tokens.records();
        Map<Integer, Integer> widths = new HashMap<>();
        for (int r = 0; r < records; r++) {
            widths.merge(tokens.width(r), 1, Integer::sum);
        }
        int width = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : widths.entrySet()) {
            if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > width)) {
                width = entry.getKey();
                most = entry.getValue();
            }
        }
        int fields = Math.min(FIELDS_LOOKED_AT, tokens.fieldsSoFar());
        double cells = 0;
        for (int f = 0; f < fields; f++) {
            cells += CellScore.of(tokens, f);
        }
        double regularity = records == 0 ? 1 : (double) most / records;
        boolean quotedTable = format.delimiter() == ' ' && isQuotedTable(tokens, width);
        if (quotedTable) {
            regularity = 1; // What makes records wider are blanks in texts.
        }
        boolean proven =
                width >= 3 && records >= 3 && ((regularity >= 0.9 && hasTypedColumn(tokens, width)) || quotedTable);
        return new DialectScore(
                format,
                padded,
                records,
                width,
                regularity,
                fields == 0 ? 1 : cells / fields,
                width == 1 && typedShare(tokens, 0) >= 0.9,
                records > 0 && tokens.openTail() > tokens.recordTo(records - 1),
                proven);
    }

    char delimiter() {
        return format.delimiter();
    }

    /** From 0 to 1; more columns count a little more, since chance agrees on few. */
    double total() {
        double shape = width <= 1 ? 0.45 : 1 - 1.0 / (width + 1);
        return regularity * cells * cells * shape * prior() * (openQuote ? 0.5 : 1);
    }

    private double prior() {
        if (padded && width == 2) {
            return 0.95 * delimiterPrior(); // Two columns may as well hold values that begin with a blank.
        }
        return delimiterPrior();
    }

    private double delimiterPrior() {
        double delimiter = switch (format.delimiter()) {
            case ',' -> 1;
            case ';', '\t' -> 0.99;
            case '|' -> 0.98;
            case ' ' -> 0.8;
            default -> 0.85;
        };
        double quote = format.quote().map(c -> c == '"' ? 1 : 0.9).orElse(0.95);
        return delimiter * quote * (format.escape() == Escape.BACKSLASH ? 0.98 : 1);
    }

    String reason() {
        if (records == 0) {
            return "There are no records.";
        }
        if (width <= 1) {
            return "No delimiter gives regular records; the file has one column.";
        }
        return Math.round(regularity * 100) + "% of " + Count.of(records, "record") + " have " + width + " fields.";
    }

    /** What a blank between fields makes of texts that are not in quotes: records of the first one's width or more. */
    private static boolean isQuotedTable(Tokens tokens, int width) {
        if (tokens.records() < 3) {
            return false;
        }
        int first = tokens.width(0);
        if (first < 3 || first > width || typedShare(tokens, 0) < 0.95 || typedShare(tokens, 1) < 0.95) {
            return false;
        }
        int quoted = 0;
        for (int r = 1; r < tokens.records(); r++) {
            if (tokens.width(r) < first) {
                return false;
            }
            quoted += hasQuotedField(tokens, r) ? 1 : 0;
        }
        return quoted * 2 > tokens.records();
    }

    private static boolean hasQuotedField(Tokens tokens, int record) {
        for (int c = 1; c < tokens.width(record); c++) {
            int field = tokens.field(record, c);
            if (tokens.isQuoted(field) && !tokens.isBroken(field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasTypedColumn(Tokens tokens, int width) {
        for (int c = 0; c < Math.min(width, 64); c++) {
            if (typedShare(tokens, c) >= 0.9) {
                return true;
            }
        }
        return false;
    }

    /** Share of the values of a column, its first left out, that are a number, date or time. */
    private static double typedShare(Tokens tokens, int column) {
        int values = 0;
        int typed = 0;
        for (int r = 1; r < tokens.records(); r++) {
            if (column < tokens.width(r)) {
                int field = tokens.field(r, column);
                values++;
                CellKind kind = CellKind.of(tokens.bytes, tokens.from(field), tokens.to(field));
                typed += kind != CellKind.TEXT && !kind.isBoolean() ? 1 : 0;
            }
        }
        return values == 0 ? 0 : (double) typed / values;
    }
}
