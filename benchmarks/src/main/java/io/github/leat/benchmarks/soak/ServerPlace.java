package io.github.leat.benchmarks.soak;

import io.github.leat.testkit.CuttingProxy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.function.IntFunction;

/** A table of PostgreSQL or MariaDB. */
final class ServerPlace implements Place {
    private final IntFunction<String> url;
    private final int port;
    private final String table;

    /** @param url by the port, for a proxy stands at another one */
    ServerPlace(IntFunction<String> url, int port, String table) {
        this.url = url;
        this.port = port;
        this.table = table;
    }

    @Override
    public String target() {
        return url.apply(port) + "#" + table;
    }

    @Override
    public Way disturb(Random random, long bytes) throws IOException {
        Cuts cuts = new Cuts(random, bytes);
        CuttingProxy proxy = CuttingProxy.to(port, cuts);
        return new Way() {
            @Override
            public String target() {
                return url.apply(proxy.port()) + "#" + table;
            }

            @Override
            public long planted() {
                return proxy.cuts();
            }

            @Override
            public void calm() {
                cuts.end();
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }

    @Override
    public Content content(InputShape shape) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.apply(port))) {
            return Rows.of(connection, table, shape);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.apply(port));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
        }
    }
}
