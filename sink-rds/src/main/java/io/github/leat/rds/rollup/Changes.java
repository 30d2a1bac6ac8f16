package io.github.leat.rds.rollup;

/** How a refresh finds out what has changed since the last one; SCAN unless told otherwise. Both are exact; they cost at different times. */
public enum Changes {
    /** TRIGGERS where the database has them and the user may make them, else SCAN. */
    AUTO,
    /**
     * Triggers on the table note the groups of each row that is written, changed or deleted, whoever does it; a refresh
     * computes these groups again. Writing gets slower. PostgreSQL, MariaDB and MySQL.
     */
    TRIGGERS,
    /** A refresh reads the whole table, and writes the groups that differ. Writing costs nothing. */
    SCAN
}
