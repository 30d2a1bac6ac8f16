package io.github.leat.rds;

import java.time.Instant;

/**
 * One row of the list of roll-ups. Immutable.
 *
 * @param name the roll-up's table
 * @param table the table that it is made of
 * @param refreshedAt its last refresh, by the database's clock
 */
public record RollUpRow(String name, String table, Instant refreshedAt) {}
