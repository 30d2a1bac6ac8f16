package io.github.leat.core.infer;

/**
 * How much a text looks like one cell, from 0 (pieces of several, or half of one) to 1: what a wrong delimiter or quote
 * leaves behind. After the idea of the type score of G. van den Burg, A. Nazábal, C. Sutton, "Wrangling messy CSV files by
 * detecting row and type patterns" (2019): the right dialect gives cells that are something by themselves.
 */
final class CellScore {
    private static final double DELIMITER_INSIDE = 0.15;
    private static final double PUNCTUATION = 0.75;

    private CellScore() {}

    static double of(Tokens tokens, int field) {
        if (tokens.isBroken(field)) {
            return 0;
        }
        int from = tokens.from(field);
        int to = tokens.to(field);
        if (tokens.isQuoted(field)) {
            return 1;
        }
        return from == to ? 0.9 : plain(tokens.bytes, from, to);
    }

    private static double plain(byte[] b, int from, int to) {
        byte first = b[from];
        byte last = b[to - 1];
        if (first == '"' || (last == '"' && count(b, from, to, '"') % 2 == 1)) {
            return 0.3;
        }
        double score = 1;
        if (first == '\'' || last == '\'') {
            score = first == last && to - from > 1 ? 0.85 : 0.7;
        }
        for (int i = from; i < to; i++) {
            byte next = i + 1 < to ? b[i + 1] : (byte) ' ';
            score = Math.min(
                    score,
                    switch (b[i]) {
                        case '\t', '|' -> DELIMITER_INSIDE;
                        case ';' -> next == ' ' && i + 1 < to ? PUNCTUATION : DELIMITER_INSIDE;
                        case ',' -> comma(b, i, from, to);
                        case '^', '~' -> 0.6;
                        case ':' -> next == ' ' || next == '/' || isClock(b, i, from, to) ? 1 : 0.7;
                        case '"' -> 0.8;
                        default -> 1;
                    });
        }
        return score;
    }

    /** A comma followed by a blank is a sentence's; between digits it may be a decimal or thousands comma. */
    private static double comma(byte[] b, int at, int from, int to) {
        if (at == from || at + 1 == to) {
            return DELIMITER_INSIDE;
        }
        if (b[at + 1] == ' ') {
            return PUNCTUATION;
        }
        return isNumber(b, from, to) ? 0.9 : DELIMITER_INSIDE;
    }

    /** Digits with a single comma or grouping ones, a sign, a point, per cent. */
    private static boolean isNumber(byte[] b, int from, int to) {
        int commas = 0;
        int sinceComma = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == ',') {
                if (commas > 0 && sinceComma != 3) {
                    return false;
                }
                commas++;
                sinceComma = 0;
            } else if (CellKind.isDigit(b[i])) {
                sinceComma++;
            } else if (b[i] != '.' && b[i] != '-' && b[i] != '%' && b[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isClock(byte[] b, int at, int from, int to) {
        return at > from && CellKind.isDigit(b[at - 1]) && at + 1 < to && CellKind.isDigit(b[at + 1]);
    }

    private static int count(byte[] b, int from, int to, char c) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += b[i] == c ? 1 : 0;
        }
        return count;
    }
}
