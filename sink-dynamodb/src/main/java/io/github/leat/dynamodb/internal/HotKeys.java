package io.github.leat.dynamodb.internal;

import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.Throttling;
import java.util.Collection;
import java.util.Set;

/**
 * Tells a partition that is too busy from a table that is: unprocessed items carry no reason, so what happens to other partitions
 * at the same time decides. One for all writers of a load. Thread-safe.
 */
final class HotKeys {
    private static final long RECENT_NANOS = 1_000_000_000L;

    private final Ticker ticker;
    private String takenPartition = "";
    private long takenAt;
    private String refusedPartition = "";
    private long refusedAt;

    HotKeys(Ticker ticker) {
        this.ticker = ticker;
        this.takenAt = ticker.nanos() - 2 * RECENT_NANOS;
        this.refusedAt = takenAt;
    }

    /**
     * Judges one request.
     *
     * @param taken partition keys of the items that were written
     * @param refused those of the items that were not
     */
    synchronized Throttling judge(Collection<String> taken, Set<String> refused) {
        long now = ticker.nanos();
        Throttling result = Throttling.NONE;
        if (!refused.isEmpty()) {
            String one = refused.iterator().next();
            boolean single = refused.size() == 1;
            boolean othersTaken = taken.stream().anyMatch(partition -> !refused.contains(partition))
                    || (!takenPartition.equals(one) && now - takenAt < RECENT_NANOS && takenAt >= othersRefusedAt(one));
            result = single && !taken.contains(one) && othersTaken ? Throttling.PART : Throttling.TARGET;
            refusedPartition = single ? one : "";
            refusedAt = now;
        }
        for (String partition : taken) {
            if (!refused.contains(partition)) {
                takenPartition = partition;
                takenAt = now;
            }
        }
        return result;
    }

    /** When a partition other than this one was refused last. */
    private long othersRefusedAt(String partition) {
        return refusedPartition.equals(partition) ? takenAt - 1 : refusedAt;
    }
}
