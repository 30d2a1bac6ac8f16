package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Step;
import java.util.ArrayList;
import java.util.List;

/** Says what stands below the table, as far as the sample shows. */
final class BelowTable {
    private BelowTable() {}

    static Evidence judge(Tokens tokens, TableShape table, int width, ColumnShapes shapes, boolean exhaustive) {
        List<List<String>> names = new ArrayList<>();
        for (int r = 0; r < table.headerRecords(); r++) {
            names.add(tokens.texts(table.headerRecord() + r));
        }
        TableEnd end = new TableEnd(width, shapes, names);
        for (int r = table.dataRecord(); r < tokens.records() && !end.reached(); r++) {
            boolean gap = r > 0 && tokens.recordFrom(r) > tokens.recordTo(r - 1);
            end.next(new TableEnd.Ref(tokens, r), gap);
        }
        if (exhaustive && !end.reached()) {
            end.last();
        }
        return end.leftOut()
                .map(ref -> Evidence.of(
                        Step.BELOW,
                        end.reached() ? "second table" : "footnotes",
                        0.8,
                        "From line " + lineOf(ref) + " on it is "
                                + (end.reached()
                                        ? "a second table: the names again, or records of another width below a blank line."
                                        : "text in the first cell alone.")
                                + " A load rejects what does not fit the columns."))
                .orElseGet(
                        () -> Evidence.of(Step.BELOW, "none", exhaustive ? 1 : 0.5, "The sample shows records only."));
    }

    private static long lineOf(TableEnd.Ref ref) {
        byte[] b = ref.tokens().bytes;
        int end = ref.tokens().recordFrom(ref.record());
        long line = 1;
        for (int i = 0; i < end; i++) {
            line += b[i] == '\n' || (b[i] == '\r' && b[i + 1] != '\n') ? 1 : 0;
        }
        return line;
    }
}
