package io.github.leat.core.sink;

import java.util.Objects;
import java.util.Optional;

/**
 * The newest load of an object that the target knows.
 *
 * @param loadId id of the load's first run
 * @param version the version that was loaded; empty if the source has none
 * @param completed whether the load ended; else it can be resumed at the checkpoint
 * @param checkpoint the last commit
 */
public record LedgerEntry(String loadId, Optional<String> version, boolean completed, Checkpoint checkpoint) {
    /** Checks for nulls. */
    public LedgerEntry {
        Objects.requireNonNull(loadId, "loadId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(checkpoint, "checkpoint");
    }
}
