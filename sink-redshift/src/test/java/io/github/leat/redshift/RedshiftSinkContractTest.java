package io.github.leat.redshift;

import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class RedshiftSinkContractTest extends SinkContract {
    private final Warehouse warehouse = Warehouse.open();

    Way way() {
        return Way.JDBC;
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    /** All but rules of the table's own that refuse records: Redshift enforces NOT NULL alone. */
    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.complementOf(EnumSet.of(SinkAbility.REFUSE));
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return warehouse
                .sink(way())
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return warehouse.rows(table);
    }

    @Override
    protected int longTextBytes() {
        return 65_535;
    }

    @Override
    protected void processDied() {
        warehouse.cluster().cutAll();
    }
}
