package io.github.leat.rds;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the ledger: the newest load of an object into a table. Immutable.
 *
 * @param source name of the object
 * @param table the table's plain name
 * @param version the object's version; empty if it has none
 * @param loadId id of the load's first run
 * @param mode how it was written, such as {@code UPSERT}
 * @param completed whether all of the object is loaded
 * @param byteOffset up to which byte of the object everything is written or rejected
 * @param read records read; the others are their parts
 * @param written records written
 * @param deduplicated records left out as duplicates
 * @param rejected records that could not be loaded
 * @param skipped records left out on purpose
 * @param startedAt when the load began, by the database's clock
 * @param updatedAt its last commit, by the database's clock
 */
public record LedgerRow(
        String source,
        String table,
        Optional<String> version,
        String loadId,
        String mode,
        boolean completed,
        long byteOffset,
        long read,
        long written,
        long deduplicated,
        long rejected,
        long skipped,
        Instant startedAt,
        Instant updatedAt) {}
