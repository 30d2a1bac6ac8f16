package io.github.leat.core.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * HXL hashtags (HXL standard 1.1, "Hashtag row", read 2026-11): {@code #tag}, then any number of {@code +attribute}, blanks
 * allowed between them. Attributes may begin with a digit ({@code +2013}).
 *
 * <p>The hashtag record is the first among the first {@value #RECORDS_LOOKED_AT} in which at least half of the cells that are
 * not empty are hashtags: the rule of libhxl.
 */
final class HxlTags {
    static final int RECORDS_LOOKED_AT = 25;

    private HxlTags() {}

    /** Index of the hashtag record, or -1. A lone cell is no such record where the table is wider. */
    static int find(Tokens tokens, int tableWidth) {
        int last = Math.min(RECORDS_LOOKED_AT, tokens.records());
        for (int r = 0; r < last; r++) {
            if ((tokens.width(r) > 1 || tableWidth <= 1) && isTagRecord(tokens, r)) {
                return r;
            }
        }
        return -1;
    }

    static boolean isTagRecord(Tokens tokens, int record) {
        int filled = 0;
        int tags = 0;
        for (int c = 0; c < tokens.width(record); c++) {
            int field = tokens.field(record, c);
            if (!tokens.isBlank(field)) {
                filled++;
                tags += isTag(tokens.bytes, tokens.from(field), tokens.to(field)) ? 1 : 0;
            }
        }
        return tags > 0 && tags * 2 >= filled;
    }

    /** The tag of each cell in its short form, lower case without blanks; empty for cells that are none. */
    static List<Optional<String>> tags(Tokens tokens, int record) {
        List<Optional<String>> tags = new ArrayList<>(tokens.width(record));
        for (int c = 0; c < tokens.width(record); c++) {
            int field = tokens.field(record, c);
            boolean tag = isTag(tokens.bytes, tokens.from(field), tokens.to(field));
            tags.add(tag ? Optional.of(shortForm(tokens.text(field))) : Optional.empty());
        }
        return tags;
    }

    private static String shortForm(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    static boolean isTag(byte[] b, int from, int to) {
        int i = blanksEnd(b, from, to);
        if (i >= to || b[i] != '#' || i + 1 >= to || !isLetter(b[i + 1])) {
            return false;
        }
        i = blanksEnd(b, wordEnd(b, i + 1, to), to);
        while (i < to) {
            int start = b[i] == '+' ? blanksEnd(b, i + 1, to) : to;
            int end = wordEnd(b, start, to);
            if (end == start) {
                return false;
            }
            i = blanksEnd(b, end, to);
        }
        return true;
    }

    private static int blanksEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    private static int wordEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (isLetter(b[i]) || CellKind.isDigit(b[i]) || b[i] == '_')) {
            i++;
        }
        return i;
    }

    private static boolean isLetter(byte b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }
}
