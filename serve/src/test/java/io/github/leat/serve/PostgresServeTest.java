package io.github.leat.serve;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

class PostgresServeTest extends ServeContract {
    @Override
    TestDatabase newDatabase(Path directory) {
        PostgresServer server = PostgresServer.newSchema();
        return new TestDatabase() {
            @Override
            public RdsSink sink() {
                return RdsSink.jdbc(server.url(), new Properties());
            }

            @Override
            public RdsDatabase database() {
                return RdsDatabase.jdbc(server.url());
            }

            @Override
            public Connection connect() throws SQLException {
                return server.connect();
            }

            @Override
            public RollUps rollUps() {
                return RollUps.jdbc(server.url(), new Properties());
            }

            @Override
            public String numbers(int most) {
                return "SELECT n FROM generate_series(1, " + most + ") AS n";
            }

            @Override
            public String running() {
                return "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leat serve' AND state ="
                        + " 'active'";
            }
        };
    }
}
