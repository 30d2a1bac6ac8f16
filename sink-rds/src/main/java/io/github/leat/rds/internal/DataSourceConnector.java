package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections of the user's own pool, used as they are. */
public record DataSourceConnector(DataSource dataSource) implements Connector {
    @Override
    public String name() {
        return "the data source";
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
