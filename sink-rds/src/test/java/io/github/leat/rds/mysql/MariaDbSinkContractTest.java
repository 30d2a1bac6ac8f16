package io.github.leat.rds.mysql;

import io.github.leat.core.sink.Sink;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class MariaDbSinkContractTest extends SinkContract {
    final MariaDbServer server = MariaDbServer.newDatabase();

    /** Parameters after the address's own. */
    String parameters() {
        return "";
    }

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.complementOf(EnumSet.of(SinkAbility.UNDO_WIDENING));
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return RdsSink.jdbc(server.url() + parameters(), new Properties())
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }

    /** Letters beyond U+FFFF are in no name of MySQL and MariaDB. */
    @Override
    protected String hostileTable() {
        return "ta\"b`le'; drop table t; -- ünï select";
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
                + " (id integer NOT NULL PRIMARY KEY, name longtext, score smallint CHECK (score < 100))");
    }
}
