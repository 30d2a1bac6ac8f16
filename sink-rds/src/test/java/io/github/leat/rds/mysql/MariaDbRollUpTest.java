package io.github.leat.rds.mysql;

import io.github.leat.rds.RdsSink;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.mysql.MySqlConnector;
import io.github.leat.rds.rollup.Changes;
import io.github.leat.rds.rollup.RollUpContract;
import io.github.leat.rds.rollup.RollUps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

class MariaDbRollUpTest extends RollUpContract {
    private final MariaDbServer server = MariaDbServer.newDatabase();

    @Override
    protected RdsSink sink() {
        return server.sink();
    }

    @Override
    protected Connection connect() throws SQLException {
        return server.connect();
    }

    @Override
    protected Connector connector() {
        return new MySqlConnector(server.url(), new Properties());
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
        String names = String.join(", ", columns);
        return List.of(
                "CREATE TABLE events_new LIKE events",
                "INSERT INTO events_new (" + names + ") SELECT " + names + " FROM events WHERE " + where,
                "RENAME TABLE events TO events_old, events_new TO events",
                "DROP TABLE events_old");
    }

    @Override
    protected void kill() {
        server.endLoads();
    }
}
