package io.github.leat.benchmarks.dynamodb;

import java.util.Locale;

/**
 * What a case came to, by the server's meter.
 *
 * @param used units charged in the time measured, of those provisioned in it
 * @param throttled requests throttled in part or whole, of all from the first on
 * @param throttledWarm the same in the time measured
 * @param fullest units charged in the fullest two seconds from the first request on, of those provisioned in two seconds
 * @param fullestWarm the same from the end of the warm-up on
 * @param shares the largest writer's units by the smallest's
 * @param note what else there is to say
 */
record Outcome(
        BenchCase of,
        double used,
        double throttled,
        double throttledWarm,
        double fullest,
        double fullestWarm,
        double shares,
        String note) {
    static final String HEAD = """
            | case | writer | capacity | used | throttled requests (after the warm-up) | fullest 2 s (after the warm-up) | largest/smallest share | |
            |---|---|---|---|---|---|---|---|
            """;

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d × %s | %,d | %.1f%% | %.2f%% (%.2f%%) | %.1f%% (%.1f%%) | %s | %s |%n",
                of.what(),
                of.writers(),
                of.writer().name(),
                of.capacity(),
                100 * used,
                100 * throttled,
                100 * throttledWarm,
                100 * fullest,
                100 * fullestWarm,
                of.writers() == 1 ? "" : String.format(Locale.ROOT, "%.2f", shares),
                note);
    }
}
