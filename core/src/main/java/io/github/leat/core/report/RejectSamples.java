package io.github.leat.core.report;

import io.github.leat.core.Position;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first few rejects of each reason, with the text at fault and nothing else of the record where a column is. Not thread-safe. */
final class RejectSamples {
    /** Of one reason. */
    static final int MOST = 5;

    private final Map<RejectCode, List<Sample>> samples = new EnumMap<>(RejectCode.class);
    private final boolean wholeRecords;

    /**
     * One reject.
     *
     * @param column source name of the column at fault; empty when the whole record is
     * @param text raw text of the field, or of the record; empty where it may not be shown
     */
    record Sample(Position position, String column, Optional<String> text, String reason) {}

    /** @param wholeRecords whether a record at fault as a whole may be shown, with all of its columns */
    RejectSamples(boolean wholeRecords) {
        this.wholeRecords = wholeRecords;
    }

    void add(RecordBatch origin, Rejection rejection) {
        List<Sample> ofCode = samples.computeIfAbsent(rejection.code(), code -> new ArrayList<>());
        if (ofCode.size() == MOST) {
            return;
        }
        RecordBatch one = origin.slice(rejection.index(), rejection.index() + 1);
        Position position = one.start();
        boolean isKept = ofCode.stream().anyMatch(kept -> kept.position().equals(position));
        if (!isKept) {
            ofCode.add(new Sample(position, rejection.column(), text(one, rejection.column()), rejection.reason()));
        }
    }

    private Optional<String> text(RecordBatch one, String column) {
        if (!column.isEmpty()) {
            int index = one.schema().indexOf(column).orElse(-1);
            RecordCursor record = one.cursor();
            return index >= 0 && record.next() ? Optional.of(head(record.getString(index))) : Optional.empty();
        }
        RecordCursor record = one.cursor();
        if (!wholeRecords || !record.next()) {
            return Optional.empty();
        }
        return Optional.of(head(DeadLetters.surplus(record, 0).toString()));
    }

    /** As much as is shown, and a character more where there is more. */
    private static String head(String text) {
        int end = Math.min(text.length(), 2 * ShownText.MOST + 2);
        return text.substring(0, end);
    }

    /** The samples of a reason, as they came. */
    List<Sample> of(RejectCode code) {
        return List.copyOf(samples.getOrDefault(code, List.of()));
    }
}
