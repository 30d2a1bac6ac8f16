package io.github.leat.redshift.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A snapshot as the service describes it.
 *
 * @param name its identifier; those of automated snapshots of clusters begin with {@code rs:}
 * @param warehouse the cluster or the namespace that it was taken of
 * @param type {@code manual} or {@code automated}
 * @param status the service's word: {@code creating}, {@code available}, {@code failed} …, in lower case
 * @param created when it was begun; empty where the service does not say
 * @param encrypted whether it is encrypted; those of namespaces always are
 * @param totalMegabytes what a restore would read
 * @param incrementalMegabytes what this snapshot adds to those before
 * @param doneMegabytes what is stored of it so far
 * @param megabytesPerSecond the rate, 0 once it is complete
 * @param remaining how long the service expects it to take yet
 * @param retention how long it is kept; empty for automated ones, which the cluster decides about
 * @param remainingDays days until it is deleted; empty where it is kept for ever, or the service does not say
 * @param arn its name in all of AWS, needed for a restore by another account or into the other kind of warehouse
 * @param tags its tags; empty for namespaces, whose service does not tell them here
 */
public record Snapshot(
        String name,
        String warehouse,
        String type,
        String status,
        Optional<Instant> created,
        boolean encrypted,
        OptionalDouble totalMegabytes,
        OptionalDouble incrementalMegabytes,
        OptionalDouble doneMegabytes,
        OptionalDouble megabytesPerSecond,
        Optional<Duration> remaining,
        Optional<Retention> retention,
        OptionalInt remainingDays,
        Optional<String> arn,
        Map<String, String> tags) {

    /** Whether it can be restored. */
    public boolean isAvailable() {
        return status.equals("available");
    }

    /** Whether it will never be available. */
    public boolean isLost() {
        return status.equals("failed") || status.equals("deleted") || status.equals("cancelled");
    }
}
