package io.github.leat.dynamodb.internal;

import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.Throttling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells a partition that is too busy from a table that is: unprocessed items carry no reason, so what happened to the same
 * partition key and to others of late decides.
 *
 * <p>A table at its end refuses whatever comes next, so mostly keys that were not refused before; a busy partition is refused
 * again and again while others are taken, or has taken much of one key just before. One for all writers of a load. Thread-safe;
 * keeps {@value #REMEMBERED} keys of either kind.
 */
final class HotKeys {
    private static final long RECENT_NANOS = 2_000_000_000L;
    private static final int REMEMBERED = 256;

    /** Refusals of late after which the partition is taken for the reason. */
    private static final int REPEATED = 3;

    /**
     * Units that a key was charged of late, so that it is a partition's limit that it meets: no more than two such keys are needed
     * to meet the 1,000 units that a partition takes in a second (developer guide, "Partition and key design", read 2026-11).
     */
    private static final double BUSY = 400;

    private static final double AVERAGED_NANOS = 1e9;

    private final Ticker ticker;
    private final Map<String, Refusals> refusals = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusals> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, Used> used = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
            return size() > REMEMBERED;
        }
    };
    private String takenPartition = "";
    private long takenAt;

    private record Refusals(int count, long firstAt) {}

    /** Units of about the last second: older ones count the less. */
    private record Used(double units, long at) {
        double at(long now) {
            return units * Math.exp((at - now) / AVERAGED_NANOS);
        }
    }

    HotKeys(Ticker ticker) {
        this.ticker = ticker;
        this.takenAt = ticker.nanos() - 2 * RECENT_NANOS;
    }

    /**
     * Judges one request.
     *
     * @param taken units by the partition keys of the items that were written
     * @param refused partition keys of the items that were not
     */
    synchronized Throttling judge(Map<String, Long> taken, Set<String> refused) {
        long now = ticker.nanos();
        taken.forEach((partition, units) ->
                used.merge(partition, new Used(units, now), (old, more) -> new Used(old.at(now) + more.units(), now)));
        boolean busy = !refused.isEmpty();
        for (String partition : refused) {
            Refusals before = refusals.get(partition);
            Refusals sum = before != null && now - before.firstAt() < RECENT_NANOS
                    ? new Refusals(before.count() + 1, before.firstAt())
                    : new Refusals(1, now);
            refusals.put(partition, sum);
            Used own = used.get(partition);
            busy &= sum.count() >= REPEATED || (own != null && own.at(now) >= BUSY);
        }
        for (String partition : taken.keySet()) {
            if (!refused.contains(partition)) {
                takenPartition = partition;
                takenAt = now;
            }
        }
        if (refused.isEmpty()) {
            return Throttling.NONE;
        }
        boolean othersTaken = !refused.contains(takenPartition) && now - takenAt < RECENT_NANOS;
        return busy && othersTaken ? Throttling.PART : Throttling.TARGET;
    }
}
