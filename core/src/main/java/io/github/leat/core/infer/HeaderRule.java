package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Step;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a record is a header. It is, unless it reads like the records below: a number or date in a column of
 * numbers or dates. A file of texts alone has its first record for a header, since nothing tells and most files have one.
 */
final class HeaderRule {
    private static final int RECORDS_COMPARED = 200;
    private static final int COLUMNS_COMPARED = 2_000;
    private static final int MOST_RECORDS = 3;
    private static final int RECORDS_BELOW_LABELS = 5;

    private HeaderRule() {}

    static Evidence judge(Tokens tokens, int record, int width) {
        if (record >= tokens.records()) {
            return Evidence.of(Step.HEADER, "none", 1, "There are no records.");
        }
        if (record + 1 == tokens.records()) {
            return alone(tokens, record);
        }
        int columns = Math.min(COLUMNS_COMPARED, Math.min(width, tokens.width(record)));
        int unlike = 0;
        int alike = 0;
        int labels = 0;
        for (int c = 0; c < columns; c++) {
            int field = tokens.field(record, c);
            Family below = below(tokens, record + 1, c);
            if (tokens.isBlank(field) || below == Family.TEXT) {
                continue;
            }
            Family own = family(tokens, field);
            if (own != below) {
                unlike++;
            } else if (isYearSequence(tokens, record, c)) {
                labels++;
            } else {
                alike++;
            }
        }
        if (alike > unlike + labels) {
            return Evidence.of(
                    Step.HEADER,
                    "none",
                    confidence(alike, unlike),
                    "In " + Count.of(alike, "column") + " the first record reads like the values below, in " + unlike
                            + " not.");
        }
        if (unlike + labels > 0) {
            return Evidence.of(
                    Step.HEADER,
                    "1 record",
                    confidence(unlike + labels, alike),
                    "Labels stand above " + Count.of(unlike + labels, "column")
                            + " of numbers, dates or truth values.");
        }
        boolean distinct = isDistinct(tokens, record);
        return Evidence.of(
                Step.HEADER,
                "1 record",
                distinct ? 0.7 : 0.5,
                "All columns are text, and the cells of the first record "
                        + (distinct ? "are distinct." : "may be labels."));
    }

    /**
     * How many records name the columns, one below the other, the first of them given: one that repeats the first does, and one
     * without an empty cell, with distinct labels above at least two columns, and most, of numbers or dates.
     */
    static int records(Tokens tokens, int first, int width) {
        int count = 1;
        while (count < MOST_RECORDS && first + count + 1 < tokens.records()) {
            int next = first + count;
            boolean repeats = tokens.width(next) > 1 && tokens.texts(next).equals(tokens.texts(first));
            if (!repeats && !(isFull(tokens, first, width) && isLabels(tokens, next, width))) {
                break;
            }
            count++;
        }
        boolean goesOn = count > 1 && tokens.texts(first + count).equals(tokens.texts(first));
        return goesOn ? 1 : count;
    }

    private static boolean isFull(Tokens tokens, int record, int width) {
        return tokens.width(record) == width && tokens.filled(record) == width;
    }

    private static boolean isLabels(Tokens tokens, int record, int width) {
        if (!isFull(tokens, record, width) || tokens.records() - record <= RECORDS_BELOW_LABELS) {
            return false;
        }
        int columns = Math.min(COLUMNS_COMPARED, Math.min(width, tokens.width(record)));
        Set<String> labels = new HashSet<>();
        int typed = 0;
        int texts = 0;
        for (int c = 0; c < columns; c++) {
            Family below = below(tokens, record + 1, c);
            if (below == Family.NUMBER || below == Family.TEMPORAL) {
                int field = tokens.field(record, c);
                typed++;
                if (!tokens.isBlank(field)) {
                    if (family(tokens, field) != Family.TEXT) {
                        return false;
                    }
                    texts++;
                    labels.add(tokens.text(field));
                }
            }
        }
        return texts >= 2 && texts * 2 > typed && labels.size() == texts;
    }

    private static Evidence alone(Tokens tokens, int record) {
        int typed = 0;
        for (int c = 0; c < tokens.width(record); c++) {
            typed += family(tokens, tokens.field(record, c)) == Family.TEXT ? 0 : 1;
        }
        return typed * 2 > tokens.width(record)
                ? Evidence.of(Step.HEADER, "none", 0.6, "The only record has mostly numbers or dates.")
                : Evidence.of(Step.HEADER, "1 record", 0.8, "The only record has texts.");
    }

    private static double confidence(int votesFor, int votesAgainst) {
        return (votesFor + 0.5) / (votesFor + votesAgainst + 1.0);
    }

    private enum Family {
        NUMBER,
        TEMPORAL,
        TRUTH,
        TEXT
    }

    private static Family family(Tokens tokens, int field) {
        CellKind kind = CellKind.of(tokens.bytes, tokens.from(field), tokens.to(field));
        return switch (kind) {
            case INTEGER, BIG_INTEGER, FRACTION, SCIENTIFIC, OTHER_NUMBER -> Family.NUMBER;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, OTHER_DATE -> Family.TEMPORAL;
            case TRUE_FALSE, YES_NO -> Family.TRUTH;
            case T_F, TEXT -> Family.TEXT;
        };
    }

    /** The family of four fifths of a column's values, else text. */
    private static Family below(Tokens tokens, int from, int column) {
        Map<Family, Integer> counts = new EnumMap<>(Family.class);
        int values = 0;
        int last = Math.min(tokens.records(), from + RECORDS_COMPARED);
        for (int r = from; r < last; r++) {
            if (column < tokens.width(r) && !tokens.isBlank(tokens.field(r, column))) {
                counts.merge(family(tokens, tokens.field(r, column)), 1, Integer::sum);
                values++;
            }
        }
        for (Map.Entry<Family, Integer> entry : counts.entrySet()) {
            if (entry.getValue() * 10 >= values * 8) {
                return entry.getKey();
            }
        }
        return Family.TEXT;
    }

    /** Whether the cell is a year next to the year before or after it: 2010, 2011, 2012 are labels. */
    private static boolean isYearSequence(Tokens tokens, int record, int column) {
        int year = year(tokens, record, column);
        return year > 0
                && (year(tokens, record, column - 1) == year - 1
                        || year(tokens, record, column + 1) == year + 1
                        || year(tokens, record, column - 1) == year + 1
                        || year(tokens, record, column + 1) == year - 1);
    }

    private static int year(Tokens tokens, int record, int column) {
        if (column < 0 || column >= tokens.width(record)) {
            return -9;
        }
        int field = tokens.field(record, column);
        String text = tokens.to(field) - tokens.from(field) == 4 ? tokens.text(field) : "";
        return text.matches("1[5-9]\\d\\d|2[01]\\d\\d") ? Integer.parseInt(text) : -9;
    }

    private static boolean isDistinct(Tokens tokens, int record) {
        Set<String> seen = new HashSet<>();
        for (String text : tokens.texts(record)) {
            if (text.isBlank() || !seen.add(text)) {
                return false;
            }
        }
        return true;
    }
}
