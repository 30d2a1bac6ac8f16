package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of the user's own pool, used as they are. */
public final class DataSourceConnector implements Connector {
    private final DataSource dataSource;
    private volatile @Nullable Dialect known;

    /** @param dataSource any pool or plain source */
    public DataSourceConnector(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "the data source";
    }

    /** Asks a connection once which database it is. */
    @Override
    public Dialect dialect() {
        Dialect dialect = known;
        if (dialect == null) {
            dialect = Dialects.of(dataSource::getConnection, name());
            known = dialect;
        }
        return dialect;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }
}
