package io.github.leat.redshift.backup;

import io.github.leat.core.Excerpt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A schedule to be made.
 *
 * @param name letters, digits and hyphens; for namespaces lower-case ones
 * @param when for clusters one or more of {@code rate(12 hours)} and {@code cron(30 12 *)} (minutes, hours, days of the week); for
 *     namespaces exactly one {@code cron(0 10 ? * MON *)} (minutes, hours, day of month, month, day of week, year). UTC, an hour
 *     apart at least (API references, CreateSnapshotSchedule and CreateScheduledAction, read 2026-11-27)
 * @param role for namespaces the ARN of the role by which the scheduler takes the snapshots; it trusts {@code
 *     scheduler.redshift.amazonaws.com}
 * @param retention for namespaces how long its snapshots are kept; clusters have one retention for all automated snapshots
 */
public record NewSchedule(String name, List<String> when, Optional<String> role, Optional<Retention> retention) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern WHEN = Pattern.compile("rate\\(\\d+ (?:hours?|days?)\\)|cron\\([^()]+\\)");

    /** @throws IllegalArgumentException if the name or a definition cannot be one */
    public NewSchedule {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    Excerpt.of(name) + " cannot be a schedule. Its name has 1 to 60 letters, digits and hyphens.");
        }
        when = List.copyOf(when);
        if (when.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs a time. Say rate(12 hours) or cron(30 12 *).");
        }
        for (String one : when) {
            if (!WHEN.matcher(one).matches()) {
                throw new IllegalArgumentException(
                        Excerpt.of(one)
                                + " is not a time of a schedule. Write rate(12 hours), cron(30 12 *) or, for namespaces, cron(0 10 ? * MON *).");
            }
        }
    }

    /** For clusters. */
    public static NewSchedule of(String name, String... when) {
        return new NewSchedule(name, List.of(when), Optional.empty(), Optional.empty());
    }
}
