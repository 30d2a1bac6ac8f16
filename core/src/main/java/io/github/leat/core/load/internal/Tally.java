package io.github.leat.core.load.internal;

import io.github.leat.core.record.RejectCode;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The running sums of a load, shared by its threads. Thread-safe. */
public final class Tally {
    private static final int SAMPLES = 10;

    private final Map<RejectCode, Long> byCode = new EnumMap<>(RejectCode.class);
    private final List<String> samples = new ArrayList<>();
    private RecordCounts counts = RecordCounts.ZERO;
    private Optional<Checkpoint> committed = Optional.empty();
    private long cost;
    private long commits;
    private long nulled;
    private long throttledRequests;
    private Duration throttled = Duration.ZERO;

    /** Goes on from an earlier run's checkpoint. */
    public synchronized void resume(Checkpoint checkpoint) {
        committed = Optional.of(checkpoint);
        counts = checkpoint.counts();
    }

    /** Adds the records of one batch. */
    public synchronized void add(RecordCounts more) {
        counts = counts.plus(more);
    }

    /** Remembers one reject for the report; it is counted by {@link #add}. */
    public synchronized void reject(RejectCode code, Supplier<String> sample) {
        byCode.merge(code, 1L, Long::sum);
        if (samples.size() < SAMPLES) {
            samples.add(sample.get());
        }
    }

    /** Adds values that were made NULL because they were not of their column's type. */
    public synchronized void nulled(long values) {
        nulled += values;
    }

    /** Values that were made NULL. */
    public synchronized long nulled() {
        return nulled;
    }

    /** Adds what the target said of one write. */
    public synchronized void charge(long moreCost, boolean wasThrottled) {
        cost += moreCost;
        throttledRequests += wasThrottled ? 1 : 0;
    }

    /** Adds time spent waiting. */
    public synchronized void waited(Duration time) {
        throttled = throttled.plus(time);
    }

    /** Remembers the last commit. */
    public synchronized void commit(Checkpoint checkpoint) {
        committed = Optional.of(checkpoint);
        commits++;
    }

    /** How many commits there were. */
    public synchronized long commits() {
        return commits;
    }

    /** Forgets the last commit, which was taken back. */
    public synchronized void undo() {
        committed = Optional.empty();
    }

    /** Replaces the counts by the target's own, at the end. */
    public synchronized void settle(RecordCounts last) {
        counts = last;
    }

    /** The counts so far. */
    public synchronized RecordCounts counts() {
        return counts;
    }

    /** The last commit. */
    public synchronized Optional<Checkpoint> committed() {
        return committed;
    }

    /** What the target charged. */
    public synchronized long cost() {
        return cost;
    }

    /** How often the target was too slow. */
    public synchronized long throttledRequests() {
        return throttledRequests;
    }

    /** How long writers waited. */
    public synchronized Duration throttled() {
        return throttled;
    }

    /** Rejects by reason. */
    public synchronized Map<RejectCode, Long> rejects() {
        return Map.copyOf(byCode);
    }

    /** The first few rejects. */
    public synchronized List<String> samples() {
        return List.copyOf(samples);
    }
}
