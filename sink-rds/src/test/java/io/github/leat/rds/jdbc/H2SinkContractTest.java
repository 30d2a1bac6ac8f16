package io.github.leat.rds.jdbc;

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

/** The contract with the dialect for any database. */
class H2SinkContractTest extends SinkContract {
    private final H2Database database = new H2Database();

    /** DDL commits, so that a replacement's deletion and insertion are one transaction, but columns do not widen. */
    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.complementOf(EnumSet.of(SinkAbility.WIDEN, SinkAbility.UNDO_WIDENING));
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return RdsSink.jdbc(database.url(), new Properties())
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return database.rows(table);
    }

    @Override
    protected void processDied() {
        database.endLoads();
    }

    @Override
    protected void createStrictTable(String table) {
        database.run(
                "CREATE TABLE \"" + table
                        + "\" (\"id\" integer NOT NULL PRIMARY KEY, \"name\" varchar, \"score\" smallint CHECK (\"score\" < 100))");
    }
}
