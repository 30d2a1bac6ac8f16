package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Leaves out the records that are in the table already, because a {@link Companion} of an earlier run had committed them when
 * that run died. Those which did not fit then are found again.
 */
final class ResumedAppender implements RecordAppender {
    private final RecordAppender appender;
    private final RecordRanges done;

    ResumedAppender(RecordAppender appender, RecordRanges done) {
        this.appender = appender;
        this.done = done;
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        if (batch.start().record() > done.last()) {
            return appender.append(batch, firstNumber);
        }
        BitSet isDone = new BitSet(batch.size());
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            isDone.set(cursor.index(), done.contains(cursor.position().record()));
        }
        List<Rejection> rejected = new ArrayList<>();
        RecordBatch written = batch.select(i -> !isDone.get(i));
        if (written.size() > 0) {
            addTo(rejected, appender.append(written, firstNumber), isDone, false, batch.size());
        }
        RecordBatch known = batch.select(isDone::get);
        if (known.size() > 0) {
            addTo(rejected, appender.check(known), isDone, true, batch.size());
        }
        rejected.sort(Comparator.comparingInt(Rejection::index));
        return rejected;
    }

    /** Adds the rejections of a part of a batch by the whole batch's indexes. */
    private static void addTo(List<Rejection> all, List<Rejection> part, BitSet isDone, boolean ofDone, int size) {
        if (part.isEmpty()) {
            return;
        }
        int[] indexes = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (isDone.get(i) == ofDone) {
                indexes[count++] = i;
            }
        }
        for (Rejection one : part) {
            all.add(new Rejection(indexes[one.index()], one.column(), one.code(), one.reason()));
        }
    }

    @Override
    public List<Rejection> check(RecordBatch batch) throws SQLException {
        return appender.check(batch);
    }

    @Override
    public boolean isSplittable() {
        return appender.isSplittable();
    }

    @Override
    public void split(Connection other, RecordRanges taken) throws SQLException {
        appender.split(other, taken);
    }

    @Override
    public void flush() throws SQLException {
        appender.flush();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
