package io.github.leat.serve;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

class DuckDbServeTest extends ServeContract {
    @Override
    TestDatabase newDatabase(Path directory) {
        Path file = directory.resolve("served.duckdb");
        return new TestDatabase() {
            @Override
            public RdsSink sink() {
                return RdsSink.duckdb(file);
            }

            @Override
            public RdsDatabase database() {
                return RdsDatabase.duckdb(file, Map.of());
            }

            /** Waits until the server lets the file go. */
            @Override
            public Connection connect() throws SQLException {
                long end = System.nanoTime() + 120_000_000_000L;
                while (true) {
                    try {
                        return DriverManager.getConnection("jdbc:duckdb:" + file);
                    } catch (SQLException e) {
                        if (System.nanoTime() > end) {
                            throw e;
                        }
                        Thread.onSpinWait();
                    }
                }
            }

            @Override
            public RollUps rollUps() {
                return RollUps.duckdb(file, Map.of());
            }

            @Override
            public String numbers(int most) {
                return "SELECT range AS n FROM range(1, " + (most + 1) + ")";
            }

            @Override
            public String running() {
                return "";
            }
        };
    }
}
