package io.github.leat.hdx;

import java.util.Objects;
import java.util.Optional;

/**
 * What a sync did with one file, and why. Immutable.
 *
 * @param dataset name of the dataset
 * @param resource id of the resource; empty where the dataset itself could not be asked for
 * @param name name of the resource
 * @param format as the catalogue says
 * @param outcome what was done
 * @param reason why, in words
 * @param verdict whether it is newer, where that was looked at
 * @param key where it is in the landing; empty if it never was there
 * @param bytes that were fetched
 */
public record SyncedFile(
        String dataset,
        String resource,
        String name,
        String format,
        SyncOutcome outcome,
        String reason,
        Optional<VersionVerdict> verdict,
        Optional<String> key,
        long bytes) {
    /** Nothing may be null. */
    public SyncedFile {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(key, "key");
    }
}
