package io.github.leat.core.sink;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest load of an object into a table, as the ledger lists it. Immutable.
 *
 * @param source identity of the object
 * @param table the table's plain name; for a file its name
 * @param mode how it was written, such as {@code UPSERT}
 * @param entry version, counts, checkpoint, and the load's id
 * @param startedAt when the load began, by the target's clock; empty where the ledger does not keep it
 * @param updatedAt its last commit; empty where the ledger does not keep it
 */
public record KnownLoad(
        String source,
        String table,
        String mode,
        LedgerEntry entry,
        Optional<Instant> startedAt,
        Optional<Instant> updatedAt) {
    /** Checks for nulls. */
    public KnownLoad {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
