package io.github.leat.testkit.dynamodb;

import java.time.Duration;

/**
 * Write capacity that fills at a rate and is taken by writes.
 *
 * <p>A bucket holds what was not used of the last seconds: one second for a table without burst credit, up to 300 with it
 * (developer guide, "Burst capacity", read 2026-11-26: DynamoDB retains up to 5 minutes of unused capacity). It begins with one
 * second's worth. A write is let in where the bucket holds its cost; one that costs more than the bucket can ever hold is let in
 * when it is full, and is paid back from what flows in after it. That rule is not on the vendor's pages; without it a table of
 * few units could never take a large item.
 *
 * <p>Not thread-safe: the table's meter guards it.
 */
final class CapacityBucket {
    private double unitsPerSecond;
    private final double seconds;
    private double held;
    private long filledAt;

    /**
     * A bucket that begins with one second's worth.
     *
     * @param unused how long unused capacity is kept, at least a second
     */
    CapacityBucket(double unitsPerSecond, Duration unused, long nanos) {
        if (unitsPerSecond < 0) {
            throw new IllegalArgumentException("A rate is 0 or more, got " + unitsPerSecond);
        }
        if (unused.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A bucket keeps at least one second of capacity, got " + unused);
        }
        this.unitsPerSecond = unitsPerSecond;
        this.seconds = unused.toNanos() / 1e9;
        this.held = unitsPerSecond;
        this.filledAt = nanos;
    }

    /** Changes the rate from now on; what is held above the new size is lost. */
    void rate(double newUnitsPerSecond, long nanos) {
        fill(nanos);
        unitsPerSecond = newUnitsPerSecond;
        held = Math.min(held, unitsPerSecond * seconds);
    }

    double rate() {
        return unitsPerSecond;
    }

    /** Fills up all the credit it can keep, as after a long pause. */
    void fillUp(long nanos) {
        fill(nanos);
        held = unitsPerSecond * seconds;
    }

    boolean holds(long units, long nanos) {
        fill(nanos);
        return held >= Math.min((double) units, unitsPerSecond * seconds);
    }

    /** Takes units, whether or not they are held. */
    void take(long units) {
        held -= units;
    }

    /** Gives back what a write did not use. */
    void giveBack(long units) {
        held = Math.min(held + units, unitsPerSecond * seconds);
    }

    private void fill(long nanos) {
        held = Math.min(held + unitsPerSecond * (nanos - filledAt) / 1e9, unitsPerSecond * seconds);
        filledAt = nanos;
    }
}
