package io.github.leat.rds.internal.rollup;

import io.github.leat.rds.RollUpRow;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.LedgerRows;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the list of roll-ups, for those who only look. */
public final class RollUpRows {
    /** Name of the list. */
    public static final String TABLE = RollUpList.TABLE;

    private RollUpRows() {}

    /** All that were made, by name. */
    public static List<RollUpRow> read(Handle handle, Dialect dialect) {
        return handle.createQuery("SELECT name, source_table, refreshed_at FROM " + dialect.table(TABLE)
                        + " WHERE shape <> '' ORDER BY name")
                .map((row, context) ->
                        new RollUpRow(row.getString(1), row.getString(2), LedgerRows.instant(row, 3, dialect)))
                .list();
    }
}
