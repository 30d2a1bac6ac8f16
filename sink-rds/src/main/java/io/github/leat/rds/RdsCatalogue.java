package io.github.leat.rds;

import io.github.leat.rds.LoadedTable.LoadedColumn;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.LedgerRows;
import io.github.leat.rds.internal.TargetTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What loads have left in a database: the ledger, and the tables that it names. Used with the handle it was made for. */
public final class RdsCatalogue {
    private final Handle handle;
    private final Dialect dialect;

    RdsCatalogue(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /** The rows of the ledger by table and source; none if nothing was loaded. */
    public List<LedgerRow> loads() throws SQLException {
        return LedgerRows.read(handle, dialect);
    }

    /**
     * A table as it is now; empty if there is none of this name.
     *
     * @param name as the ledger has it
     */
    public Optional<LoadedTable> table(String name) throws SQLException {
        Optional<TargetTable> found = dialect.readTable(handle, name);
        if (found.isEmpty()) {
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
