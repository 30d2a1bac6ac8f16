package io.github.leat.core.load.internal;

import io.github.leat.core.Position;
import io.github.leat.core.load.DeadLetterWriter;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.sink.Checkpoint;
import java.util.List;

/** The dead letters of a run, into which all its lanes write; the tally hears of each. Thread-safe. */
public final class SharedLetters {
    private final DeadLetterWriter letters;
    private final Tally tally;

    /** @param letters of which nothing but this is used while lanes run */
    public SharedLetters(DeadLetterWriter letters, Tally tally) {
        this.letters = letters;
        this.tally = tally;
    }

    /** Keeps those of one batch together: they are found in it one after the other, not each from its start. */
    void keep(List<Work.Rejected> rejected) {
        int from = 0;
        for (int i = 1; i <= rejected.size(); i++) {
            RecordBatch batch = rejected.get(from).batch();
            if (i == rejected.size() || rejected.get(i).batch() != batch) {
                keep(
                        batch,
                        rejected.subList(from, i).stream()
                                .map(Work.Rejected::rejection)
                                .toList());
                from = i;
            }
        }
    }

    /** Waits for nobody if there are none, which is how it mostly is. */
    void keep(RecordBatch batch, List<Rejection> rejections) {
        if (!rejections.isEmpty()) {
            write(batch, rejections);
        }
    }

    private synchronized void write(RecordBatch batch, List<Rejection> rejections) {
        RecordBatch origin = batch.origin();
        for (Rejection rejection : rejections) {
            letters.write(origin, rejection);
            tally.reject(rejection.code(), () -> sample(origin, rejection));
        }
    }

    private static String sample(RecordBatch origin, Rejection rejection) {
        String column = rejection.column().isEmpty() ? "" : ", column \"" + rejection.column() + "\"";
        return origin.slice(rejection.index(), rejection.index() + 1).start() + column + ": " + rejection.reason();
    }

    /** Makes what was kept lasting; how many bytes there are. */
    synchronized long commit() {
        return letters.commit();
    }

    /** The checkpoint of all that was counted, and kept, up to a place that is written. */
    synchronized Checkpoint checkpoint(Position upTo) {
        return new Checkpoint(upTo, tally.counts(), letters.commit());
    }
}
