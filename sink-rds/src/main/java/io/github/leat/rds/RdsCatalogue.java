package io.github.leat.rds;

import io.github.leat.rds.LoadedTable.LoadedColumn;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.LedgerRows;
import io.github.leat.rds.internal.TargetTable;
import io.github.leat.rds.internal.rollup.RollUpRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** What loads have left in a database: the ledger, and the tables that it names. Used with the handle it was made for. */
public final class RdsCatalogue {
    private final Handle handle;
    private final Optional<Dialect> place;

    /** @param place where the ledger is; empty where the user sees no schema, and so no table either */
    RdsCatalogue(Handle handle, Optional<Dialect> place) {
        this.handle = handle;
        this.place = place;
    }

    private Dialect dialect() {
        return place.orElseThrow();
    }

    /** Whether there is a ledger, and it may be read. */
    public LedgerAccess ledger() throws SQLException {
        return access(LedgerRows.TABLE);
    }

    private LedgerAccess access(String table) throws SQLException {
        if (place.isEmpty() || !place.get().tablesWithPrefix(handle, table).contains(table)) {
            return LedgerAccess.MISSING;
        }
        return place.get().isReadable(handle, table) ? LedgerAccess.READABLE : LedgerAccess.DENIED;
    }

    /** The rows of the ledger by table and source; none if nothing was loaded, or the user may not read it. */
    public List<LedgerRow> loads() throws SQLException {
        return ledger() == LedgerAccess.READABLE ? LedgerRows.read(handle, dialect()) : List.of();
    }

    /** The roll-ups that are listed beside the ledger, by name; none if there are none, or the user may not read the list. */
    public List<RollUpRow> rollUps() throws SQLException {
        return access(RollUpRows.TABLE) == LedgerAccess.READABLE ? RollUpRows.read(handle, dialect()) : List.of();
    }

    /**
     * About how many rows a table has, by the database's statistics and without reading it; empty if it has none yet.
     *
     * @param name as {@link #table} gives it
     */
    public OptionalLong estimatedRows(String name) throws SQLException {
        return place.isEmpty() ? OptionalLong.empty() : dialect().estimatedRows(handle, name);
    }

    /**
     * A table as it is now; empty if there is none of this name, or the user may not read all of it.
     *
     * @param name as the ledger has it
     */
    public Optional<LoadedTable> table(String name) throws SQLException {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Dialect dialect = dialect();
        Optional<TargetTable> found = dialect.readTable(handle, name);
        if (found.isEmpty() || !dialect.isReadable(handle, found.get().name())) {
            return Optional.empty();
        }
        TargetTable table = found.get();
        Map<String, String> comments = dialect.comments(handle, table.name());
        List<LoadedColumn> columns = table.columns().stream()
                .map(column -> new LoadedColumn(
                        column.name(),
                        dialect.quote(column.name()),
                        column.nativeType(),
                        column.type(),
                        column.nullable(),
                        comments.getOrDefault(column.name(), "")))
                .toList();
        return Optional.of(
                new LoadedTable(table.name(), dialect.table(table.name()), columns, dialect.identity(handle, table)));
    }
}
