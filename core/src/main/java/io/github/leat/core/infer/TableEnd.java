package io.github.leat.core.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells where the table ends: above a second table, or above footnotes. Records that may be either wait until what follows
 * tells; at most {@value #MOST_WAITING} of them.
 *
 * <p>A <b>second table</b> begins with the table's own names again, with fewer or more of them, or below a blank line with
 * records that are all of one other width. <b>Footnotes</b> are the last records, with text in their first cell alone where the
 * table's records have more cells than one, below a blank line or in a first column of other values. Anything else is a record.
 */
final class TableEnd {
    static final int MOST_WAITING = 25;
    private static final int SECOND_TABLE_RECORDS = 3;

    /**
     * A record of a split.
     *
     * @param block where the split begins
     */
    record Ref(Tokens tokens, int record, Block block) {
        /** The line on which the record begins. Costs a look at all bytes of the block before it. */
        long line() {
            return block.line() + lineEnds(tokens.bytes, block.from(), tokens.recordFrom(record));
        }

        int width() {
            return tokens.width(record);
        }

        int filled() {
            return tokens.filled(record);
        }
    }

    /**
     * A part of the text that was split at once.
     *
     * @param from its first byte in the split's bytes
     * @param line the line of that byte
     */
    record Block(int from, long line) {}

    private final int width;
    private final ColumnShapes shapes;
    private final List<List<String>> names;
    private final List<Ref> waiting = new ArrayList<>();
    private boolean gap;
    private boolean records;
    private Optional<Ref> leftOut = Optional.empty();
    private boolean secondTable;

    /** @param names the texts of each header record */
    TableEnd(int width, ColumnShapes shapes, List<List<String>> names) {
        this.width = width;
        this.shapes = shapes;
        this.names = names;
    }

    /**
     * Takes the next record; answers those that are now known to be of the table, in order.
     *
     * @param belowBlank whether blank lines stand above it
     */
    List<Ref> next(Ref record, boolean belowBlank) {
        if (secondTable) {
            return List.of();
        }
        if (records && repeatsNames(record)) {
            return end(record);
        }
        gap = waiting.isEmpty() ? belowBlank : gap || belowBlank || isBlank(waiting.get(waiting.size() - 1));
        if (!records || !mayBeBelow(record)) {
            records = true;
            return released(record);
        }
        waiting.add(record);
        if (gap && isSecondTable()) {
            return end(waiting.get(0));
        }
        return waiting.size() < MOST_WAITING ? List.of() : released(null);
    }

    /** Takes the end of the input; answers the last records of the table. */
    List<Ref> last() {
        boolean text = waiting.stream().anyMatch(ref -> !isBlank(ref));
        boolean other =
                gap && otherWidth(waiting.stream().filter(ref -> !isBlank(ref)).toList(), 2);
        if (text && (other || waiting.stream().allMatch(ref -> isBlank(ref) || isNote(ref)))) {
            leftOut = Optional.of(waiting.get(0));
            return List.of();
        }
        return released(null);
    }

    /** LF, CR and CRLF from one byte up to another. */
    static long lineEnds(byte[] b, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += b[i] == '\n' || (b[i] == '\r' && (i + 1 == b.length || b[i + 1] != '\n')) ? 1 : 0;
        }
        return lines;
    }

    /** Whether nothing that follows is of the table. */
    boolean reached() {
        return secondTable;
    }

    /** The first record that is not of the table, once it is known. */
    Optional<Ref> leftOut() {
        return leftOut;
    }

    private List<Ref> end(Ref first) {
        leftOut = Optional.of(waiting.isEmpty() ? first : waiting.get(0));
        secondTable = true;
        waiting.clear();
        return List.of();
    }

    private List<Ref> released(@org.jspecify.annotations.Nullable Ref record) {
        if (record != null && waiting.isEmpty()) {
            return List.of(record);
        }
        List<Ref> all = new ArrayList<>(waiting);
        waiting.clear();
        if (record != null) {
            all.add(record);
        }
        return all;
    }

    private static boolean isBlank(Ref ref) {
        return ref.filled() == 0;
    }

    private boolean mayBeBelow(Ref ref) {
        return width > 1 && (isBlank(ref) || isNote(ref) || (gap && ref.width() != width));
    }

    /** Whether a record has text in its first cell alone, and that text is not what the column holds. */
    private boolean isNote(Ref ref) {
        int first = ref.tokens().field(ref.record(), 0);
        if (ref.filled() != 1 || ref.tokens().isBlank(first)) {
            return false;
        }
        byte[] b = ref.tokens().bytes;
        int from = ref.tokens().from(first);
        int to = ref.tokens().to(first);
        double absent = 0;
        for (int c = 1; c < width; c++) {
            absent += shapes.cost(c, b, 0, 0);
        }
        if (gap) {
            return absent >= ColumnShapes.UNSEEN;
        }
        return absent >= 2 * ColumnShapes.UNSEEN
                && shapes.isShaped(0)
                && shapes.cost(0, b, from, to) >= ColumnShapes.UNSEEN
                && shapes.cost(0, b, from, wordEnd(b, from, to)) >= ColumnShapes.UNSEEN;
    }

    private static int wordEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] != ' ' && b[i] != ';' && b[i] != '\t' && b[i] != '|' && b[i] != ',') {
            i++;
        }
        return i;
    }

    private boolean isSecondTable() {
        List<Ref> filled = waiting.stream().filter(ref -> !isBlank(ref)).toList();
        return otherWidth(filled, SECOND_TABLE_RECORDS);
    }

    private boolean otherWidth(List<Ref> refs, int least) {
        if (refs.size() < least) {
            return false;
        }
        int other = refs.get(0).width();
        return other > 1 && other != width && refs.stream().allMatch(ref -> ref.width() == other && ref.filled() > 1);
    }

    private boolean repeatsNames(Ref ref) {
        for (List<String> header : names) {
            int common = Math.min(header.size(), ref.width());
            if (common > 1 && common * 2 >= header.size() && sameNames(ref, header, common)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameNames(Ref ref, List<String> header, int common) {
        int filled = 0;
        for (int c = 0; c < common; c++) {
            String text = ref.tokens().text(ref.tokens().field(ref.record(), c));
            if (!text.equals(header.get(c))) {
                return false;
            }
            filled += text.isBlank() ? 0 : 1;
        }
        return filled > 1;
    }
}
