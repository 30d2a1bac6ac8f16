package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.infer.Inference.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds preamble, header and hashtags: hashtags decide all three; else the first record as full as the table is its head. */
final class TableFinder {
    private static final int PREAMBLE_LOOKED_AT = 100;
    private static final int WIDTH_LOOKED_AT = 5_000;

    private final Tokens tokens;
    private final Header header;
    private final int declared;
    private final boolean hxl;
    private final int width;

    /** @param declared how many records name the columns where a header is declared */
    TableFinder(Tokens tokens, Header header, int declared, boolean hxl) {
        this.tokens = tokens;
        this.header = header;
        this.declared = declared;
        this.hxl = hxl;
        this.width = usualWidth(tokens);
    }

    TableShape find() {
        int tags = hxl ? HxlTags.find(tokens, width) : -1;
        return tags >= 0 ? byTags(tags) : byShape();
    }

    /** The most frequent number of fields. */
    static int usualWidth(Tokens tokens) {
        int records = Math.min(WIDTH_LOOKED_AT, tokens.records());
        int widest = 0;
        for (int r = 0; r < records; r++) {
            widest = Math.max(widest, tokens.width(r));
        }
        int[] counts = new int[widest + 1];
        for (int r = 0; r < records; r++) {
            counts[tokens.width(r)]++;
        }
        int usual = 0;
        for (int w = 1; w <= widest; w++) {
            usual = counts[w] >= counts[usual] ? w : usual;
        }
        return usual;
    }

    private TableShape byTags(int tags) {
        int head = tags - 1;
        while (head >= 0 && tokens.filled(head) == 0) {
            head--;
        }
        int names = head < 0 ? 0 : header == Header.PRESENT ? Math.min(declared, head + 1) : 1;
        int first = head >= 0 ? head + 1 - names : tags;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(preamble(first, 1, "It is above the header."));
        String above = names == 1 ? "It is the record" : "They are the records";
        evidence.add(
                head >= 0
                        ? Evidence.of(Step.HEADER, records(names), 1, above + " above the HXL hashtags.")
                        : Evidence.of(
                                Step.HEADER, "none", 1, "Nothing is above the HXL hashtags; they name the columns."));
        evidence.add(Evidence.of(
                Step.HXL, "record " + (tags + 1), 1, "At least half of its cells that are not empty are hashtags."));
        return new TableShape(head < 0 ? -1 : first, names, tags, first, tags + 1, evidence);
    }

    private TableShape byShape() {
        int first = header == Header.PRESENT ? declaredHead(firstFullRecord()) : firstFullRecord();
        List<Evidence> evidence = new ArrayList<>();
        String reason = first == 0
                ? "The first record is as full as the table."
                : "Fewer cells are filled than in the " + Count.of(width, "column") + " of the table.";
        evidence.add(preamble(first, first == 0 ? 1 : 0.8, reason));
        Evidence head = switch (header) {
            case PRESENT -> Evidence.of(Step.HEADER, records(declared), 1, "It was declared.");
            case ABSENT -> Evidence.of(Step.HEADER, "none", 1, "It was declared.");
            case AUTO -> HeaderRule.judge(tokens, first, width);
        };
        boolean present = first < tokens.records() && !head.decision().equals("none");
        int names = !present
                ? 0
                : header == Header.AUTO
                        ? HeaderRule.records(tokens, first, width)
                        : Math.min(declared, tokens.records() - first);
        evidence.add(
                names <= 1 || header == Header.PRESENT
                        ? head
                        : Evidence.of(
                                Step.HEADER,
                                Count.of(names, "record"),
                                head.confidence(),
                                "The records below the first hold labels too; those of a column are joined."));
        evidence.add(Evidence.of(Step.HXL, "none", 1, "None of the first records holds hashtags."));
        return new TableShape(present ? first : -1, names, -1, first, first + names, evidence);
    }

    private static String records(int count) {
        return Count.of(count, "record");
    }

    /**
     * Where a declared header of several records begins: it may be above the first full record, if what would be its last
     * record reads like the values below, since a record of merged cells has few of them filled.
     */
    private int declaredHead(int firstFull) {
        int first = firstFull;
        while (first > 0
                && firstFull - first < declared - 1
                && first + declared - 1 < tokens.records()
                && tokens.width(first - 1) == width
                && HeaderRule.judge(tokens, first + declared - 1, width)
                        .decision()
                        .equals("none")) {
            first--;
        }
        return first;
    }

    private Evidence preamble(int records, double confidence, String reason) {
        return records == 0
                ? Evidence.of(Step.PREAMBLE, "none", confidence, "The table begins with the first record.")
                : Evidence.of(Step.PREAMBLE, Count.of(records, "record"), confidence, reason);
    }

    /**
     * The first record that is neither blank nor a note. A note has fewer fields than the table, and at most a third of them
     * filled; or it has one cell filled in a table of at least three columns that are mostly filled, as a padded title has, and
     * what follows such titles is at least half full.
     */
    private int firstFullRecord() {
        int last = Math.min(PREAMBLE_LOOKED_AT, tokens.records() - 1);
        boolean full = width >= 3 && usuallyFilled() * 2 >= width;
        int title = -1;
        for (int r = 0; r <= last; r++) {
            int filled = tokens.filled(r);
            boolean few = filled * 3 <= width || filled <= 1;
            boolean note = tokens.width(r) < width && few;
            boolean padded = full && !note && filled == 1;
            title = padded && title < 0 ? r : title;
            if (width <= 1 || (filled > 0 && !note && !padded)) {
                return title >= 0 && filled * 2 < width ? title : r;
            }
        }
        return Math.max(0, title);
    }

    /** Median number of filled cells. */
    private int usuallyFilled() {
        int[] filled = new int[Math.min(PREAMBLE_LOOKED_AT, tokens.records())];
        Arrays.setAll(filled, tokens::filled);
        Arrays.sort(filled);
        return filled.length == 0 ? 0 : filled[filled.length / 2];
    }
}
