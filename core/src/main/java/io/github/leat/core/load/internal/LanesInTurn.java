package io.github.leat.core.load.internal;

import io.github.leat.core.Position;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.sink.SinkWriter;
import java.util.function.Supplier;

/**
 * A batch for each lane in turn. A lane holds one and has one waiting, so the reader is stopped by the slowest writer. With one lane a
 * commit is a command like any other, in order with the writes; with several, all are drained first.
 */
final class LanesInTurn extends Lanes {
    private int next;

    LanesInTurn(LaneSettings settings) {
        super(settings);
    }

    @Override
    int usual(int most) {
        return 1;
    }

    @Override
    Lane lane(Supplier<SinkWriter> open) {
        return new Lane(open, settings, null);
    }

    @Override
    public int step(RecordBatch batch) {
        return settings.pace().recordsPerWrite(batch);
    }

    @Override
    public void handOver(Work work, SharedLetters letters) throws InterruptedException {
        long from = settings.ticker().nanos();
        lanes().get(next).write(work, letters);
        blockedSince(from);
        next = (next + 1) % lanes().size();
    }

    @Override
    public void commit(Position upTo, SharedLetters letters) throws InterruptedException {
        if (lanes().size() > 1) {
            drain();
        }
        for (Lane lane : lanes()) {
            checkFailures();
            lane.commit(upTo, letters);
        }
    }

    @Override
    public void complete(Position end, SharedLetters letters) throws InterruptedException {
        for (Lane lane : lanes()) {
            lane.complete(end, letters);
        }
        settle();
    }
}
