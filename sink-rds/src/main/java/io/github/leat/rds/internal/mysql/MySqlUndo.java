package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.MergeSpec;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.UndoSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows by {@link RowHash}, since nothing tells where a row is. */
final class MySqlUndo implements UndoSql {
    private final MySqlServer server;
    private final KnownTables known;

    MySqlUndo(MySqlServer server, KnownTables known) {
        this.server = server;
        this.known = known;
    }

    @Override
    public Optional<String> obstacle(Handle handle, String table) throws SQLException {
        return server.catalogue(handle.getConnection())
                .engine(Identifiers.fit(table))
                .filter(engine -> !engine.equalsIgnoreCase("InnoDB"))
                .map(engine -> "is kept by " + engine + ", and only InnoDB changes all of it or nothing");
    }

    @Override
    public String isStaged(MergeSpec spec) {
        return MySqlMerge.isStaged(spec, known.hiddenKey(spec.target()).equals(spec.keyColumns()));
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    /** There is no lock of a table that leaves its readers alone and the transaction open: so all rows and gaps are read for it. */
    @Override
    public Optional<String> lockRows(String table) {
        return Optional.of("SELECT COUNT(*) FROM " + table + forUpdate());
    }

    @Override
    public List<String> rowKey(List<TargetColumn> columns, String alias) {
        return List.of(RowHash.of(columns, alias));
    }

    @Override
    public String sumOfHashes(List<TargetColumn> columns, String alias) {
        return RowHash.sum(columns, alias);
    }
}
