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
        TableEnd.Block whole = new TableEnd.Block(0, 1);
        for (int r = table.dataRecord(); r < tokens.records() && !end.reached(); r++) {
            boolean gap = r > 0 && tokens.recordFrom(r) > tokens.recordTo(r - 1);
            end.next(new TableEnd.Ref(tokens, r, whole), gap);
        }
        if (exhaustive && !end.reached()) {
            end.last();
        }
        return end.leftOut()
                .map(ref -> Evidence.of(
                        Step.BELOW,
                        end.reached() ? "second table" : "footnotes",
                        0.8,
                        "From line " + ref.line() + " on it is "
                                + (end.reached()
                                        ? "a second table: the names again, or records of another width below a blank line."
                                        : "text in the first cell alone.")
                                + " A load rejects what does not fit the columns."))
                .orElseGet(
                        () -> Evidence.of(Step.BELOW, "none", exhaustive ? 1 : 0.5, "The sample shows records only."));
    }
}
