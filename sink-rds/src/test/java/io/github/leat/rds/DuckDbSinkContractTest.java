package io.github.leat.rds;

import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSinkContractTest extends SinkContract {
    @TempDir
    Path directory;

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.allOf(SinkAbility.class);
    }

    private DuckDbFile database() {
        return new DuckDbFile(directory.resolve("contract.duckdb"));
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return RdsSink.duckdb(database().path())
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return database().rows(table);
    }

    @Override
    protected void createStrictTable(String table) {
        database()
                .run("CREATE TABLE " + table + " (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR, score SMALLINT CHECK"
                        + " (score < 100))");
    }
}
