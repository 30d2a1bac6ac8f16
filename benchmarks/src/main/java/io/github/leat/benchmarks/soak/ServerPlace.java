package io.github.leat.benchmarks.soak;

import io.github.leat.testkit.CuttingProxy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** A table of PostgreSQL or MariaDB. */
final class ServerPlace implements Place {
    private static final int FEW_CUTS = 3;
    /** More than a load goes on after. */
    private static final int MANY_CUTS = 40;

    private static final double LEAST_BYTES = 300;

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
    public Disturbed disturb(Random random, long bytes) throws IOException {
        CuttingProxy proxy = CuttingProxy.to(port, cuts(random, bytes));
        return new Disturbed() {
            @Override
            public String target() {
                return url.apply(proxy.port()) + "#" + table;
            }

            @Override
            public long planted() {
                return proxy.cuts();
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }

    /** After how many bytes the first connections end; later ones do not. */
    static LongSupplier cuts(Random random, long bytes) {
        int cuts = random.nextInt(3) == 0 ? MANY_CUTS : 1 + random.nextInt(FEW_CUTS);
        // evenly over the orders of magnitude: in the log-in, in the statements before the data, in the data
        long[] ends = random.doubles(cuts)
                .mapToLong(die -> (long) (LEAST_BYTES * Math.pow(bytes / 2.0 / LEAST_BYTES, die)))
                .toArray();
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int connection = next.getAndIncrement();
            return connection < ends.length ? ends[connection] : Long.MAX_VALUE;
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
