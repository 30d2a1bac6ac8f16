package io.github.leat.dynamodb.internal;

import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.Throttling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells a partition that is too busy from a table that is: unprocessed items carry no reason, so what happened to the same
 * partition key and to others of late decides.
 *
 * <p>A table at its end refuses whatever comes next, so mostly keys that were not refused before; a busy partition is refused
 * again and again while others are taken. One for all writers of a load. Thread-safe; keeps {@value #REMEMBERED} keys.
 */
final class HotKeys {
    private static final long RECENT_NANOS = 2_000_000_000L;
    private static final int REMEMBERED = 256;

    /** Refusals of late after which the partition is taken for the reason. */
    private static final int REPEATED = 3;

    private final Ticker ticker;
    private final Map<String, Refusals> refusals = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusals> eldest) {
            return size() > REMEMBERED;
        }
    };
    private String takenPartition = "";
    private long takenAt;

    private record Refusals(int count, long firstAt) {}

    HotKeys(Ticker ticker) {
        this.ticker = ticker;
        this.takenAt = ticker.nanos() - 2 * RECENT_NANOS;
    }

    /**
     * Judges one request.
     *
     * @param taken partition keys of the items that were written
     * @param refused those of the items that were not
     */
    synchronized Throttling judge(Collection<String> taken, Set<String> refused) {
        long now = ticker.nanos();
        boolean repeated = !refused.isEmpty();
        for (String partition : refused) {
            Refusals before = refusals.get(partition);
            Refusals sum = before != null && now - before.firstAt() < RECENT_NANOS
                    ? new Refusals(before.count() + 1, before.firstAt())
                    : new Refusals(1, now);
            refusals.put(partition, sum);
            repeated &= sum.count() >= REPEATED;
        }
        for (String partition : taken) {
            if (!refused.contains(partition)) {
                takenPartition = partition;
                takenAt = now;
            }
        }
        if (refused.isEmpty()) {
            return Throttling.NONE;
        }
        boolean othersTaken = !refused.contains(takenPartition) && now - takenAt < RECENT_NANOS;
        return repeated && othersTaken ? Throttling.PART : Throttling.TARGET;
    }
}
