package io.github.leat.rds.rollup;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.DataSourceConnector;
import io.github.leat.rds.internal.DuckDbConnector;
import io.github.leat.rds.internal.JdbcConnector;
import io.github.leat.rds.internal.LagLimit;
import io.github.leat.rds.internal.mysql.MySqlConnector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import io.github.leat.rds.internal.rollup.Refresh;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Keeps roll-ups of a database's tables: DuckDB, PostgreSQL, MariaDB and MySQL.
 *
 * <p>A refresh leaves the roll-up equal to what aggregating the whole table would give, whatever loads and others have done
 * to the table since the last one; costs and the few things that cannot be noticed are in {@code docs/roll-ups.md}. Data and the note of
 * what was refreshed are written in one transaction: a refresh that is killed is as one that never began. Several may run at once.
 * Each takes one connection, beside those of loads. Immutable, thread-safe.
 */
public final class RollUps {
    private final Connector connector;

    private RollUps(Connector connector) {
        this.connector = connector;
    }

    /**
     * Those of a DuckDB file.
     *
     * @param settings as of {@link io.github.leat.rds.RdsSink#duckdb(Path, Map)}
     * @throws IllegalArgumentException if a setting is unknown
     */
    public static RollUps duckdb(Path file, Map<String, String> settings) {
        return new RollUps(new DuckDbConnector(file, settings));
    }

    /**
     * Those of a server.
     *
     * @param url as of {@link io.github.leat.rds.RdsSink#jdbc}
     * @throws IllegalArgumentException if one of our settings in it is not understood
     */
    public static RollUps jdbc(String url, Properties properties) {
        String plain = LagLimit.takeFrom(url).url();
        if (plain.startsWith("jdbc:postgresql:")) {
            return new RollUps(new PostgresConnector(plain, properties));
        }
        if (plain.startsWith("jdbc:mariadb:") || plain.startsWith("jdbc:mysql:")) {
            return new RollUps(new MySqlConnector(plain, properties));
        }
        return new RollUps(new JdbcConnector(plain, properties));
    }

    /** Those of what a pool connects to. */
    public static RollUps of(DataSource dataSource) {
        return new RollUps(new DataSourceConnector(dataSource));
    }

    /**
     * Brings a roll-up up to date, and makes it first if there is none.
     *
     * @throws SchemaException if there is no such table or column, they cannot be aggregated so, there can be no triggers
     *     where they are asked for, or another table has the roll-up's name
     * @throws SinkException if the database fails; nothing of the refresh is kept
     */
    public RollUpReport refresh(RollUp rollUp) {
        try (Refresh refresh = Refresh.open(connector, rollUp, false, false, sql -> {})) {
            return refresh.run();
        }
    }

    /**
     * Makes a roll-up anew, with its triggers, whatever is known of it.
     *
     * @throws SchemaException as {@link #refresh} does
     * @throws SinkException if the database fails
     */
    public RollUpReport rebuild(RollUp rollUp) {
        try (Refresh refresh = Refresh.open(connector, rollUp, true, false, sql -> {})) {
            return refresh.run();
        }
    }

    /**
     * The statements that a refresh would run now, in order; writes nothing.
     *
     * @param rebuilds for {@link #rebuild} instead
     * @throws SchemaException as {@link #refresh} does
     * @throws SinkException if the database fails
     */
    public List<String> plan(RollUp rollUp, boolean rebuilds) {
        try (Refresh refresh = Refresh.open(connector, rollUp, rebuilds, true, sql -> {})) {
            refresh.run();
            return List.copyOf(refresh.statements());
        }
    }

    /**
     * Drops a roll-up, its triggers and what they have noted.
     *
     * @return whether there was one
     * @throws SinkException if the database fails
     */
    public boolean drop(RollUp rollUp) {
        try (Refresh refresh = Refresh.open(connector, rollUp, false, false, sql -> {})) {
            return refresh.drop();
        }
    }

    /** What people call the database; never with a secret in it. */
    public String name() {
        return connector.name();
    }

    @Override
    public String toString() {
        return name();
    }
}
