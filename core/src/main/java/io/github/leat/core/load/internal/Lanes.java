package io.github.leat.core.load.internal;

import io.github.leat.core.Position;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The lanes of one run, and which of them writes what: each batch by the one whose turn it is, or, for a sink that routes, each record
 * by the lane of its key. Used by the reader's thread alone.
 */
public abstract sealed class Lanes permits LanesInTurn, RoutedLanes {
    final LaneSettings settings;
    private final List<Lane> lanes = new ArrayList<>();
    private long blockedNanos;

    Lanes(LaneSettings settings) {
        this.settings = settings;
    }

    /**
     * Lanes of which none is open.
     *
     * @param routing as the sink has it
     * @param lookAheadBytes of text that may be on their way where records are routed
     */
    public static Lanes of(LaneSettings settings, Optional<Routing> routing, long lookAheadBytes) {
        return routing.isPresent()
                ? new RoutedLanes(settings, routing.get(), lookAheadBytes)
                : new LanesInTurn(settings);
    }

    /**
     * Opens the writers one after the other; {@link #stop} also after it has failed.
     *
     * @param wanted how many, at most as many as the sink takes
     * @return the first, which tells where the load goes on
     */
    public SinkWriter open(Sink sink, Schema planned, LoadId id, OptionalInt wanted) {
        List<SinkWriter> opened = new ArrayList<>();
        int most = sink.traits().maxWriters();
        int count = Math.min(wanted.orElse(usual(most)), most);
        for (int i = 0; i < count; i++) {
            Lane lane = lane(
                    () -> opened.isEmpty() ? sink.open(planned, id) : sink.openAnother(planned, id, opened.get(0)));
            lanes.add(lane);
            try {
                opened.add(lane.start("leat-writer-" + (i + 1)));
            } catch (CompletionException e) {
                throw Lane.asLoadException(e);
            }
        }
        settings.pace().begin(opened.get(0));
        return opened.get(0);
    }

    /** How many lanes there are, unless the user says so. */
    abstract int usual(int most);

    abstract Lane lane(Supplier<SinkWriter> open);

    final List<Lane> lanes() {
        return lanes;
    }

    /** How many of a batch's records to hand over at a time. */
    public abstract int step(RecordBatch batch);

    /** Hands over a batch as soon as there is room for it. */
    public abstract void handOver(Work work, SharedLetters letters) throws InterruptedException;

    /** Commits what was handed over, which ends at this place of the source. */
    public abstract void commit(Position upTo, SharedLetters letters) throws InterruptedException;

    /** Ends the load; all is written when this returns. */
    public abstract void complete(Position end, SharedLetters letters) throws InterruptedException;

    /** How long it takes to write what was handed over, at the present rate and one unit for each record, as far as that is known. */
    public long nanosInFlight() {
        return 0;
    }

    /** Widens the target's columns, behind what was handed over. */
    public void evolve(Schema wider) throws InterruptedException {
        if (lanes.size() > 1) {
            drain();
        }
        for (Lane lane : lanes) {
            checkFailures();
            lane.evolve(wider);
        }
    }

    /** Takes the whole load back. */
    public void undo() throws InterruptedException {
        settle();
        for (Lane lane : lanes) {
            lane.undo();
        }
        settle();
    }

    /** Waits until all that was handed over is written and committed, as far as that was asked for. */
    public void settle() throws InterruptedException {
        drain();
        checkFailures();
    }

    final void drain() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.drain();
        }
    }

    /**
     * To be called before lanes get more to do: after a failure they take it and do nothing.
     *
     * @throws io.github.leat.core.LoadException if a lane has failed
     */
    public void checkFailures() {
        for (Lane lane : lanes) {
            Throwable failure = lane.failure();
            if (failure != null) {
                throw Lane.asLoadException(failure);
            }
        }
    }

    /** Ends all, the first one last: what all share is its own. Idempotent. */
    public void stop() {
        for (int i = lanes.size() - 1; i >= 0; i--) {
            lanes.get(i).stop();
        }
    }

    /** To be called with the time at which waiting for room began. */
    final void blockedSince(long nanos) {
        blockedNanos += settings.ticker().nanos() - nanos;
    }

    /** How long {@link #handOver} has waited for room. */
    public Duration blocked() {
        return Duration.ofNanos(blockedNanos);
    }

    /** How many are open. */
    public int count() {
        return lanes.size();
    }
}
