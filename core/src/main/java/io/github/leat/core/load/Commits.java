package io.github.leat.core.load;

import io.github.leat.core.Position;
import io.github.leat.core.load.internal.Lanes;
import io.github.leat.core.load.internal.SharedLetters;
import io.github.leat.core.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** When a run commits: by bytes of text or by time, whichever comes first. One thread's. */
final class Commits {
    private final Load load;
    private final Lanes lanes;
    private final SharedLetters letters;
    private Position committed;
    private long reached;
    private long committedAt;
    private @Nullable RecordBatch last;

    /** @param start as if it were a commit */
    Commits(Load load, Lanes lanes, SharedLetters letters, Position start) {
        this.load = load;
        this.lanes = lanes;
        this.letters = letters;
        this.committed = start;
        this.reached = start.byteOffset();
        this.committedAt = load.ticker.nanos();
    }

    /** Up to which byte of the text records were handed over, about. */
    long reached() {
        return reached;
    }

    /** Commits if it is time to, after records were handed over. */
    void after(RecordBatch slice) throws InterruptedException {
        reached += slice.sizeInBytes();
        boolean isDue = reached - committed.byteOffset() >= load.commitBytes
                || load.ticker.nanos() - committedAt >= load.commitInterval.toNanos();
        if (isDue) {
            commit(slice.end());
        }
        last = slice;
    }

    /** Commits all that was handed over; answers where that ends. */
    Position commit() throws InterruptedException {
        Position end = last == null ? committed : last.end();
        commit(end);
        return end;
    }

    private void commit(Position upTo) throws InterruptedException {
        lanes.commit(upTo, letters);
        committed = upTo;
        reached = upTo.byteOffset();
        committedAt = load.ticker.nanos();
    }
}
