package io.github.leat.rds.postgres;

import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.util.Properties;

/** Sinks into the tests' server. */
final class IntoPostgres {
    private IntoPostgres() {}

    static RdsSink sink(PostgresServer server) {
        return RdsSink.jdbc(server.url(), new Properties());
    }
}
