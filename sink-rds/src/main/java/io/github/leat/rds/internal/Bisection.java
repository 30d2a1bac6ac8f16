package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that a table refuses: halves of a refused batch are tried until they are found. After a refusal one record
 * is tried, then two, then four, so that a single bad one costs a handful of statements.
 */
public final class Bisection {
    private Bisection() {}

    /** Writes some records, or none of them. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Tries.
         *
         * @param from index of the first record
         * @param part the records
         * @return the error that one of the records is to blame for; null if they were written
         */
        @Nullable
        SQLException tryWrite(int from, RecordBatch part) throws SQLException;
    }

    /** Says why a record is refused. */
    @FunctionalInterface
    public interface Refusal {
        /** The rejection of the record at an index. */
        Rejection of(int index, SQLException error);
    }

    /** Writes a batch; the refused records, ascending. */
    public static List<Rejection> write(RecordBatch batch, Attempt attempt, Refusal refusal) throws SQLException {
        List<Rejection> refused = new ArrayList<>();
        int from = 0;
        int step = batch.size();
        while (from < batch.size()) {
            int to = Math.min(batch.size(), from + step);
            RecordBatch part = to - from == batch.size() ? batch : batch.slice(from, to);
            SQLException failure = attempt.tryWrite(from, part);
            if (failure == null) {
                from = to;
                step = Math.min(batch.size(), step * 2);
            } else if (to - from == 1) {
                refused.add(refusal.of(from, failure));
                from = to;
                step = 1;
            } else {
                step = (to - from) / 2;
            }
        }
        return refused;
    }
}
