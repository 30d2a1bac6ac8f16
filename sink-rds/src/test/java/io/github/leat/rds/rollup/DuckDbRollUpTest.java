package io.github.leat.rds.rollup;

import io.github.leat.rds.RdsSink;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.DuckDbConnector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

class DuckDbRollUpTest extends RollUpContract {
    private Path file() {
        return directory.resolve("leat.duckdb");
    }

    @Override
    protected RdsSink sink() {
        return RdsSink.duckdb(file());
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file());
    }

    @Override
    protected Connector connector() {
        return new DuckDbConnector(file(), Map.of());
    }

    @Override
    protected RollUps rollUps() {
        return RollUps.duckdb(file(), Map.of());
    }

    @Override
    protected Changes usual() {
        return Changes.SCAN;
    }

    @Override
    protected List<String> replaceByRename(List<String> columns, String where) {
        return List.of(
                "CREATE TABLE events_new AS SELECT * FROM events WHERE " + where,
                "DROP TABLE events",
                "ALTER TABLE events_new RENAME TO events");
    }

    @Override
    protected void kill() {
        throw new Killed();
    }
}
