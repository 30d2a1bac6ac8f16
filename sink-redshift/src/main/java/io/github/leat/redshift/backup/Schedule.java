package io.github.leat.redshift.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A schedule by which the service takes snapshots by itself.
 *
 * @param name its identifier
 * @param when its definitions, as {@link NewSchedule} takes them
 * @param attached the clusters or the namespace that it is for
 * @param state {@code ACTIVE}, {@code MODIFYING}, {@code FAILED}, or {@code DISABLED}; {@code DETACHED} if it is for no cluster
 * @param next when it takes the next snapshots, soonest first; empty where the service does not say
 * @param retention how long its snapshots are kept; empty for clusters, which have one retention for all automated snapshots
 */
public record Schedule(
        String name,
        List<String> when,
        List<String> attached,
        String state,
        List<Instant> next,
        Optional<Retention> retention) {
    /** Copies the lists. */
    public Schedule {
        when = List.copyOf(when);
        attached = List.copyOf(attached);
        next = List.copyOf(next);
    }
}
