package io.github.leat.redshift.backup;

import java.util.Optional;

/**
 * A table of a snapshot that comes back under a name that is free: the service never overwrites a table, and takes no views, grants and
 * foreign keys along (management guide, "Restoring a table from a snapshot", read 2026-11-27).
 *
 * @param database where the table was
 * @param schema where the table was
 * @param table its name then
 * @param newName its name now; may be the old one if no table has it
 * @param targetDatabase where it comes to; empty: the same database
 * @param targetSchema where it comes to; empty: the same schema
 * @param workgroup for namespaces, what computes; else empty
 */
public record TableCopy(
        String database,
        String schema,
        String table,
        String newName,
        Optional<String> targetDatabase,
        Optional<String> targetSchema,
        Optional<String> workgroup) {
    /** @throws IllegalArgumentException if a name is empty */
    public TableCopy {
        if (database.isEmpty() || schema.isEmpty() || table.isEmpty() || newName.isEmpty()) {
            throw new IllegalArgumentException(
                    "A table is named by database, schema and table, and comes back under a name. Name all four.");
        }
    }

    /** The table as it was called in the snapshot. */
    public String source() {
        return database + "." + schema + "." + table;
    }

    /** The table as it will be called. */
    public String target() {
        return targetDatabase.orElse(database) + "." + targetSchema.orElse(schema) + "." + newName;
    }
}
