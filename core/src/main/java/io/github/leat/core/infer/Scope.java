package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.Sample;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which records types rest on: the sample and parts from further down, or all there are.
 *
 * @param text the source's text
 * @param format its dialect
 * @param sample the head, from which the rest of the layout was found
 * @param far what stands further down
 * @param exact whether all records are wanted
 */
record Scope(TextSource text, CsvFormat format, Sample sample, FarBytes far, boolean exact) {
    /** Whether the records are all there are. */
    boolean exhaustive() {
        return exact || sample.exhaustive();
    }

    /**
     * The parts to look at.
     *
     * @param dataStart offset of the first data record, or -1 if the sample has none
     * @throws SchemaException if all records are wanted of a source that can be read once
     */
    Segments segments(Tokens head, int dataRecord, int dataStart, int columns) throws IOException {
        int width = usualWidth(head, dataRecord, columns);
        Segment first = new Segment(head, dataRecord, 1, 0, width);
        if (sample.exhaustive() || dataStart < 0) {
            return new SampleParts(List.of(first));
        }
        if (!exact) {
            List<Segment> parts = new ArrayList<>();
            parts.add(first);
            // Where blanks are left out of the text, places in it are not places in the source.
            if (width > 0 && text.padded().isEmpty()) {
                parts.addAll(new FarParts(text.encoding(), format, width).of(far));
            }
            return new SampleParts(parts);
        }
        if (!text.source().isReplayable()) {
            throw new SchemaException(
                    text.name() + " can be read only once, so its types cannot be found from all of it."
                            + " Save it to a file, or let a sample do.");
        }
        return new WholeText(text, format, new Position(text.name(), dataStart, 1, 0), width);
    }

    /** The table's width, if any record of the sample has it; else 0. */
    private static int usualWidth(Tokens head, int dataRecord, int columns) {
        for (int r = dataRecord; r < head.records(); r++) {
            if (head.width(r) == columns) {
                return columns;
            }
        }
        return 0;
    }
}
