package io.github.leat.dynamodb.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How several loads share a table's capacity: what each of them holds of it and needs, in millionths. What all hold is never more
 * than the whole. Immutable.
 *
 * @param version one more with each change
 * @param holders by their ids
 */
record Budget(long version, Map<String, Holder> holders) {
    static final long WHOLE = 1_000_000;
    static final Budget NONE = new Budget(0, Map.of());

    /**
     * One load.
     *
     * @param beat changes whenever the load says that it lives
     * @param share what it may take
     * @param need what it could use
     */
    record Holder(long beat, long share, long need) {}

    Budget {
        holders = Map.copyOf(holders);
    }

    /** What nobody holds. */
    long free() {
        return WHOLE - holders.values().stream().mapToLong(Holder::share).sum();
    }

    /**
     * What a holder gets if all is shared out evenly and nobody gets more than it needs; what some do not need is shared out among
     * the others.
     */
    long fair(String id) {
        List<Map.Entry<String, Holder>> byNeed = new ArrayList<>(new TreeMap<>(holders).entrySet());
        byNeed.sort(Comparator.comparingLong(holder -> holder.getValue().need()));
        long left = WHOLE;
        int missing = byNeed.size();
        for (Map.Entry<String, Holder> holder : byNeed) {
            long granted = Math.min(holder.getValue().need(), left / missing);
            if (holder.getKey().equals(id)) {
                return granted;
            }
            left -= granted;
            missing--;
        }
        return 0;
    }

    Budget with(String id, Holder holder) {
        Map<String, Holder> changed = new TreeMap<>(holders);
        changed.put(id, holder);
        return new Budget(version, changed);
    }

    Budget without(Collection<String> ids) {
        Map<String, Holder> changed = new TreeMap<>(holders);
        changed.keySet().removeAll(ids);
        return new Budget(version, changed);
    }
}
