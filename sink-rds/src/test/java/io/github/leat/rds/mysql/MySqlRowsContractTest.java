package io.github.leat.rds.mysql;

import io.github.leat.core.sink.Sink;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.SinkSetup;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The contract with statements of many rows, as MySQL and data sources get them. */
class MySqlRowsContractTest extends MariaDbSinkContractTest {
    private DataSource dataSource() {
        try {
            return new MariaDbDataSource(server.url());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return RdsSink.of(dataSource())
                .table(setup.table())
                .key(setup.key().toArray(String[]::new))
                .mode(setup.mode())
                .schemaPolicy(setup.policy());
    }
}
