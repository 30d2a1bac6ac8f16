package io.github.leat.rds.postgres;

import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
import io.github.leat.testkit.server.PostgresServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class PostgresSinkContractTest extends SinkContract {
    private final PostgresServer server = PostgresServer.newSchema();

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.allOf(SinkAbility.class);
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return IntoPostgres.sink(server)
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return server.rows(table);
    }

    @Override
    protected void processDied() {
        server.endLoads();
    }

    @Override
    protected void createStrictTable(String table) {
        server.run("CREATE TABLE " + table
                + " (id integer NOT NULL PRIMARY KEY, name text, score smallint CHECK (score < 100))");
    }
}
