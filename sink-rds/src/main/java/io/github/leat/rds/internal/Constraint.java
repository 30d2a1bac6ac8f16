package io.github.leat.rds.internal;

import java.util.List;

/**
 * A rule of an existing table that a record may break. NOT NULL is kept with the column.
 *
 * @param kind what kind of rule
 * @param text as the database writes it, for people
 * @param expression the SQL expression of a CHECK; else empty
 * @param columns names of its columns
 * @param referencedTable the parent table of a FOREIGN KEY; else empty
 * @param referencedColumns the parent's columns of a FOREIGN KEY; else empty
 */
public record Constraint(
        Kind kind,
        String text,
        String expression,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns) {
    /** The kinds of rules. */
    public enum Kind {
        /** PRIMARY KEY, UNIQUE or a unique index of plain columns. */
        UNIQUE,
        /** A condition on one row. */
        CHECK,
        /** A row of another table that must be there. */
        FOREIGN_KEY
    }

    /** Copies the lists. */
    public Constraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
