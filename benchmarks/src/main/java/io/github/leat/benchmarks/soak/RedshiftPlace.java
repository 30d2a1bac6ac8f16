package io.github.leat.benchmarks.soak;

import io.github.leat.testkit.CuttingProxy;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;

/** A rehearsed cluster and a prefix of the S3 test server. */
final class RedshiftPlace implements Place {
    private final RehearsalCluster cluster;
    private final S3Server s3;
    private final String prefix;

    /** @param prefix where parts are staged, such as {@code s3://bucket/prefix/} */
    RedshiftPlace(S3Server s3, String prefix) {
        this.s3 = s3;
        this.prefix = prefix;
        this.cluster = RehearsalCluster.start(s3.endpoint());
    }

    @Override
    public String target() {
        return target(cluster.port(), s3.endpoint());
    }

    private String target(int port, URI store) {
        return "redshift://localhost:" + port
                + "/postgres?user=postgres&sslmode=disable&parts=2&iamRole=default&staging=" + prefix + "&s3-endpoint="
                + store;
    }

    @Override
    public Way disturb(Random random, long bytes) throws IOException {
        return random.nextBoolean() ? cutStatements(random) : failingStore(random);
    }

    private Way cutStatements(Random random) throws IOException {
        // statements only pass here, not data: some 20 KB for a load
        Cuts cuts = new Cuts(random, 36_000);
        CuttingProxy proxy = CuttingProxy.to(cluster.port(), cuts);
        return new Way() {
            @Override
            public String target() {
                return RedshiftPlace.this.target(proxy.port(), s3.endpoint());
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

    private Way failingStore(Random random) {
        StoreFaults faults = new StoreFaults(random);
        FaultyProxy proxy = FaultyProxy.to(s3.port(), faults::next);
        return new Way() {
            @Override
            public String target() {
                return RedshiftPlace.this.target(cluster.port(), proxy.endpoint());
            }

            @Override
            public long planted() {
                return faults.planted();
            }

            @Override
            public void calm() {
                faults.end();
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }

    /** Errors and cut answers of a store. Thread-safe. */
    private static final class StoreFaults {
        private final Random random;
        private double probability;
        private long planted;

        StoreFaults(Random random) {
            this.random = random;
            this.probability = 0.05 + 0.3 * random.nextDouble();
        }

        synchronized WireFault next(String head) {
            if (random.nextDouble() >= probability) {
                return WireFault.none();
            }
            planted++;
            return switch (random.nextInt(3)) {
                case 0 -> WireFault.error(503, "SlowDown");
                case 1 -> WireFault.error(500, "InternalError");
                default -> WireFault.cutAfter(random.nextInt(100));
            };
        }

        synchronized void end() {
            probability = 0;
        }

        synchronized long planted() {
            return planted;
        }
    }

    @Override
    public Content content(InputShape shape) throws SQLException {
        try (Connection connection = cluster.server().connect()) {
            return Rows.of(connection, "events", shape);
        }
    }

    @Override
    public void close() {
        cluster.close();
        cluster.server().run("DROP SCHEMA " + cluster.server().schema() + " CASCADE");
    }
}
