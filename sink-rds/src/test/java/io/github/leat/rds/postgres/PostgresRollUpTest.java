package io.github.leat.rds.postgres;

import io.github.leat.rds.RdsSink;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import io.github.leat.rds.rollup.Changes;
import io.github.leat.rds.rollup.RollUpContract;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

class PostgresRollUpTest extends RollUpContract {
    private final PostgresServer server = PostgresServer.newSchema();

    @Override
    protected RdsSink sink() {
        return IntoPostgres.sink(server);
    }

    @Override
    protected Connection connect() throws SQLException {
        return server.connect();
    }

    @Override
    protected Connector connector() {
        return new PostgresConnector(server.url(), new Properties());
    }

    @Override
    protected RollUps rollUps() {
        return RollUps.jdbc(server.url(), new Properties());
    }

    @Override
    protected Changes usual() {
        return Changes.TRIGGERS;
    }

    @Override
    protected List<String> replaceByRename(List<String> columns, String where) {
        return List.of(
                "CREATE TABLE events_new (LIKE events INCLUDING ALL)",
                "INSERT INTO events_new SELECT * FROM events WHERE " + where,
                "DROP TABLE events",
                "ALTER TABLE events_new RENAME TO events");
    }

    @Override
    protected void kill() {
        server.endLoads();
    }
}
