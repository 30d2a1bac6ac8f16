package io.github.leat.core.load.internal;

import io.github.leat.core.Position;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.SinkWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Each record to the lane of its key, as {@link Routes} has it. The reader is stopped by a bound on what is on its way to all lanes. */
final class RoutedLanes extends Lanes {
    /** Most that is handed over and not written, where writers are paced in units: bounds what a deadline has to wait for. */
    private static final double LOOK_AHEAD_SECONDS = 4;

    private final Routing routing;
    private final InFlight inFlight;
    private @Nullable Routes routes;

    RoutedLanes(LaneSettings settings, Routing routing, long lookAheadBytes) {
        super(settings);
        this.routing = routing;
        this.inFlight = new InFlight(lookAheadBytes);
    }

    @Override
    int usual(int most) {
        return most;
    }

    @Override
    Lane lane(Supplier<SinkWriter> open) {
        return new Lane(open, settings, inFlight);
    }

    @Override
    public int step(RecordBatch batch) {
        return settings.pace().recordsPerHandOver(batch);
    }

    @Override
    public long nanosInFlight() {
        return (long) (inFlight.records() / settings.pace().unitsPerSecond() * 1e9);
    }

    /** What is not to be written is counted with the first lane that gets something. */
    @Override
    public void handOver(Work work, SharedLetters letters) throws InterruptedException {
        RecordBatch batch = work.batch();
        int[] hashes = hashes(batch);
        Routes spread = routes();
        int[] laneOf = spread.assign(hashes);
        InFlight.Batch onTheWay = enter(batch);
        int left = work.read() - batch.size();
        List<Work.Rejected> rejected = work.rejected();
        int skipped = work.skipped();
        int last = lanes().size() - 1;
        for (int lane = 0; lane <= last; lane++) {
            int wanted = lane;
            RecordBatch part = batch.select(i -> laneOf[i] == wanted);
            // the last lane takes the rest where no record is to be written at all
            if (part.size() > 0 || (left > 0 && lane == last)) {
                int[] own = IntStream.range(0, hashes.length)
                        .filter(i -> laneOf[i] == wanted)
                        .map(i -> hashes[i])
                        .toArray();
                Work share = new Work(part.size() + left, part, rejected, skipped);
                lanes().get(lane).route(share, letters, () -> {
                    spread.written(wanted, own);
                    onTheWay.leave(own.length);
                });
                left = 0;
                rejected = List.of();
                skipped = 0;
                checkFailures();
            }
        }
    }

    private int[] hashes(RecordBatch batch) {
        int[] hashes = new int[batch.size()];
        RecordCursor record = batch.cursor();
        for (int i = 0; record.next(); i++) {
            hashes[i] = routing.of(record);
        }
        return hashes;
    }

    private Routes routes() {
        if (routes == null) {
            routes = new Routes(lanes().size());
        }
        return routes;
    }

    private InFlight.Batch enter(RecordBatch batch) throws InterruptedException {
        double units = settings.pace().mostUnitsPerSecond() * LOOK_AHEAD_SECONDS;
        long mostRecords = (long) Math.min(1e15, Math.max(batch.size(), units));
        long from = settings.ticker().nanos();
        InFlight.Batch entered = inFlight.enter(batch.sizeInBytes(), batch.size(), mostRecords);
        blockedSince(from);
        return entered;
    }

    @Override
    public void commit(Position upTo, SharedLetters letters) throws InterruptedException {
        CommitPoint point = CommitPoint.of(upTo, lanes().size());
        SinkWriter committer = lanes().get(0).writer();
        for (Lane lane : lanes()) {
            checkFailures();
            lane.pass(point, committer, letters);
        }
    }

    /** The first lane commits for all. */
    @Override
    public void complete(Position end, SharedLetters letters) throws InterruptedException {
        lanes().get(0).complete(end, letters);
        settle();
    }
}
