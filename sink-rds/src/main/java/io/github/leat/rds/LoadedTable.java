package io.github.leat.rds;

import io.github.leat.core.schema.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database describes it. Immutable.
 *
 * @param name the plain name
 * @param sql the name as SQL takes it, with its schema where there is one
 * @param columns in order; hidden ones are left out
 * @param identity what tells its rows apart
 */
public record LoadedTable(String name, String sql, List<LoadedColumn> columns, Optional<RowIdentity> identity) {
    /** Copies the list. */
    public LoadedTable {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param name as the database has it
     * @param sql the name as SQL takes it
     * @param nativeType the database's name of its type
     * @param type the nearest type of ours; empty if there is none
     * @param nullable whether NULL is taken
     * @param comment what a load has noted: the name in the source where it differs, and the HXL tag; empty if nothing
     */
    public record LoadedColumn(
            String name, String sql, String nativeType, Optional<ColumnType> type, boolean nullable, String comment) {}
}
