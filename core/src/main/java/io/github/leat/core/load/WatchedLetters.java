package io.github.leat.core.load;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;

/** Dead letters of which an observer is told. */
final class WatchedLetters implements DeadLetterWriter {
    private final DeadLetterWriter letters;
    private final LoadObserver observer;

    WatchedLetters(DeadLetterWriter letters, LoadObserver observer) {
        this.letters = letters;
        this.observer = observer;
    }

    /** Tells first, since without a place for them the first one stops the load. */
    @Override
    public void write(RecordBatch origin, Rejection rejection) {
        observer.onReject(origin, rejection);
        letters.write(origin, rejection);
    }

    @Override
    public long commit() {
        return letters.commit();
    }

    @Override
    public void complete() {
        letters.complete();
    }

    /** Whoever opened them closes them. */
    @Override
    public void close() {
        letters.close();
    }
}
