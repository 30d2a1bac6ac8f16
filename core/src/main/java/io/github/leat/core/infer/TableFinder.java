package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.infer.Inference.Header;
import java.util.ArrayList;
import java.util.List;

/** Finds preamble, header and hashtags: hashtags decide all three; else the first record as full as the table is its head. */
final class TableFinder {
    private static final int PREAMBLE_LOOKED_AT = 100;
    private static final int WIDTH_LOOKED_AT = 5_000;

    private final Tokens tokens;
    private final Header header;
    private final boolean hxl;
    private final int width;

    TableFinder(Tokens tokens, Header header, boolean hxl) {
        this.tokens = tokens;
        this.header = header;
        this.hxl = hxl;
        this.width = usualWidth();
    }

    TableShape find() {
        int tags = hxl ? HxlTags.find(tokens, width) : -1;
        return tags >= 0 ? byTags(tags) : byShape();
    }

    private int usualWidth() {
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
        int first = head >= 0 ? head : tags;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(preamble(first, 1, "It is above the header."));
        evidence.add(
                head >= 0
                        ? Evidence.of(Step.HEADER, "1 record", 1, "It is the record above the HXL hashtags.")
                        : Evidence.of(
                                Step.HEADER, "none", 1, "Nothing is above the HXL hashtags; they name the columns."));
        evidence.add(Evidence.of(
                Step.HXL, "record " + (tags + 1), 1, "At least half of its cells that are not empty are hashtags."));
        return new TableShape(head, tags, first, tags + 1, evidence);
    }

    private TableShape byShape() {
        int first = firstFullRecord();
        List<Evidence> evidence = new ArrayList<>();
        String reason = first == 0
                ? "The first record is as full as the table."
                : "Fewer cells are filled than in the " + Count.of(width, "column") + " of the table.";
        evidence.add(preamble(first, first == 0 ? 1 : 0.8, reason));
        Evidence head = switch (header) {
            case PRESENT -> Evidence.of(Step.HEADER, "1 record", 1, "It was declared.");
            case ABSENT -> Evidence.of(Step.HEADER, "none", 1, "It was declared.");
            case AUTO -> HeaderRule.judge(tokens, first, width);
        };
        evidence.add(head);
        evidence.add(Evidence.of(Step.HXL, "none", 1, "None of the first records holds hashtags."));
        boolean present = first < tokens.records() && !head.decision().equals("none");
        return new TableShape(present ? first : -1, -1, first, present ? first + 1 : first, evidence);
    }

    private Evidence preamble(int records, double confidence, String reason) {
        return records == 0
                ? Evidence.of(Step.PREAMBLE, "none", confidence, "The table begins with the first record.")
                : Evidence.of(Step.PREAMBLE, Count.of(records, "record"), confidence, reason);
    }

    /**
     * The first record that is neither blank nor a note. A note has fewer fields than the table, and at most a third of them
     * filled; a title padded to the table's width is taken for the header, as it may be one.
     */
    private int firstFullRecord() {
        int last = Math.min(PREAMBLE_LOOKED_AT, tokens.records() - 1);
        for (int r = 0; r <= last; r++) {
            int filled = tokens.filled(r);
            boolean few = filled * 3 <= width || filled <= 1;
            boolean note = tokens.width(r) < width && few;
            if (width <= 1 || (filled > 0 && !note)) {
                return r;
            }
        }
        return 0;
    }
}
