package io.github.leat.benchmarks.dynamodb;

import io.github.leat.testkit.dynamodb.CapacityRecord;
import java.time.Duration;
import java.util.Locale;

/** How writers take a change of capacity. */
final class Settling {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration ALLOWED = Duration.ofSeconds(5);

    private Settling() {}

    /**
     * When, after a change, the first two seconds begin that are charged within a tenth of the new capacity, and how much of the
     * requests is throttled from the fifth second after it to the tenth: a server that refuses the rest hides a writer that does
     * not slow down.
     */
    static String of(CapacityRecord record, Duration changed, int capacity) {
        Duration from = changed.plus(ALLOWED);
        long requests = record.requests(from, from.plus(ALLOWED));
        long throttled = record.throttledRequests(from, from.plus(ALLOWED));
        return String.format(
                Locale.ROOT,
                "%,d: %s, then %.1f%% throttled",
                capacity,
                after(record, changed, capacity),
                100.0 * throttled / Math.max(1, requests));
    }

    private static String after(CapacityRecord record, Duration changed, int capacity) {
        for (Duration late = Duration.ZERO; late.compareTo(LONGEST) < 0; late = late.plus(CapacityRecord.SLOT)) {
            Duration from = changed.plus(late);
            double perSecond = record.between(from, from.plus(WINDOW)) / 2.0;
            if (perSecond >= 0.9 * capacity && perSecond <= 1.1 * capacity) {
                return String.format(Locale.ROOT, "after %.1f s", late.toMillis() / 1000.0);
            }
        }
        return "never";
    }
}
