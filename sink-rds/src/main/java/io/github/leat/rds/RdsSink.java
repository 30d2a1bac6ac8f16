package io.github.leat.rds;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.Undo;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.DataSourceConnector;
import io.github.leat.rds.internal.DuckDbConnector;
import io.github.leat.rds.internal.JdbcConnector;
import io.github.leat.rds.internal.LagLimit;
import io.github.leat.rds.internal.SinkOptions;
import io.github.leat.rds.internal.TableSink;
import io.github.leat.rds.internal.mysql.MySqlConnector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * A table of a relational database: DuckDB, PostgreSQL, MariaDB, MySQL, or any other with a JDBC driver.
 *
 * <p>Without a choice the table is {@code data}, the mode is APPEND, the schema policy EVOLVE, and of duplicate keys the last
 * record is kept. An append is visible commit by commit, unless {@link #visibility} says otherwise; the other modes are staged and
 * become visible in one step at the end. Immutable; each method answers a changed copy. Thread-safe.
 */
public final class RdsSink implements Sink {
    private static final String DUCKDB = "duckdb:";
    private static final String JDBC_DUCKDB = "jdbc:duckdb:";

    private final Connector connector;
    private final SinkOptions options;

    private RdsSink(Connector connector, SinkOptions options) {
        this.connector = connector;
        this.options = options;
    }

    private static RdsSink of(Connector connector) {
        return new RdsSink(connector, SinkOptions.defaults());
    }

    private RdsSink with(SinkOptions changed) {
        return new RdsSink(connector, changed);
    }

    /** A table reached through a pool, whose settings are used as they are. */
    public static RdsSink of(DataSource dataSource) {
        return of(new DataSourceConnector(dataSource));
    }

    /**
     * A table of a DuckDB file, which is created when the first load opens it. DuckDB may take 512 MB beside the heap; see
     * {@link #duckdb(Path, Map)}.
     */
    public static RdsSink duckdb(Path file) {
        return duckdb(file, Map.of());
    }

    /**
     * A table of a DuckDB file.
     *
     * @param settings {@code memory_limit} (default 512MB; least about 128MB), {@code threads} (default: all cores), {@code
     *     temp_directory} (default: beside the file), {@code preserve_insertion_order} (default true)
     * @throws IllegalArgumentException if a setting is unknown
     */
    public static RdsSink duckdb(Path file, Map<String, String> settings) {
        return of(new DuckDbConnector(file, settings));
    }

    /**
     * A table reached by address.
     *
     * @param url such as {@code jdbc:duckdb:leat.duckdb} or {@code jdbc:mariadb://host/database}; {@code leatLagQuery} and
     *     {@code leatMaxLag} in it are {@link #slowDownWhile}
     * @param properties user, password and whatever else the driver takes
     */
    public static RdsSink jdbc(String url, Properties properties) {
        LagLimit.Address address = LagLimit.takeFrom(url);
        RdsSink sink = connect(address.url(), properties);
        return address.limit().map(sink::lag).orElse(sink);
    }

    private static RdsSink connect(String url, Properties properties) {
        if (url.startsWith("jdbc:postgresql:")) {
            return of(new PostgresConnector(url, properties));
        }
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return of(new MySqlConnector(url, properties));
        }
        return url.startsWith(JDBC_DUCKDB) && properties.isEmpty() && url.length() > JDBC_DUCKDB.length()
                ? parse(DUCKDB + url.substring(JDBC_DUCKDB.length()))
                : of(new JdbcConnector(url, properties));
    }

    /**
     * A table of a target as the command line names it: {@code duckdb:FILE}, with settings as in {@code
     * duckdb:FILE?memory_limit=256MB&threads=2}, or {@code jdbc:…}.
     *
     * @throws IllegalArgumentException if it is neither, or a setting is unknown
     */
    public static RdsSink parse(String target) {
        if (target.startsWith("jdbc:")) {
            return jdbc(target, new Properties());
        }
        if (!target.startsWith(DUCKDB) || target.length() == DUCKDB.length()) {
            throw new IllegalArgumentException("\"" + target + "\" is not a database. Write duckdb:FILE or jdbc:….");
        }
        String rest = target.substring(DUCKDB.length());
        int question = rest.indexOf('?');
        Map<String, String> settings = new LinkedHashMap<>();
        if (question >= 0) {
            for (String setting : List.of(rest.substring(question + 1).split("&", -1))) {
                int equals = setting.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("\"" + setting + "\" is not a setting. Write name=value.");
                }
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return duckdb(Path.of(question < 0 ? rest : rest.substring(0, question)), settings);
    }

    /** Another table, by its plain name: it is quoted, so any characters will do. */
    public RdsSink table(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A table needs a name.");
        }
        return with(options.withTable(name));
    }

    /**
     * The columns that tell records apart, by source name or SQL name. Parts may be NULL: two NULLs are equal. An append takes
     * no notice of it.
     */
    public RdsSink key(String... columns) {
        return with(options.withKey(List.of(columns)));
    }

    /** What happens to rows that are there. */
    public RdsSink mode(WriteMode mode) {
        return with(options.withMode(mode));
    }

    /** What happens when the table's columns differ from the load's. */
    public RdsSink schemaPolicy(SchemaPolicy policy) {
        return with(options.withPolicy(policy));
    }

    /** Which of several records of one key in one load is written. */
    public RdsSink duplicates(Duplicates duplicates) {
        return with(options.withDuplicates(duplicates));
    }

    /**
     * When others see the records; default: an append commit by commit, everything else at the end.
     *
     * <p>INCREMENTAL is for appends alone: any other mode refuses it when the load is planned.
     */
    public RdsSink visibility(Visibility visibility) {
        return with(options.withVisibility(visibility));
    }

    /**
     * Keeps the rows that a load changes, in tables beside the target, so that the load can be taken back after it has completed:
     * {@link #undo}. An append is staged then, as the other modes are. Costs a pass over the table for each load, and room for the
     * changed rows; of a replacement for the whole table of before. Kept until the load is confirmed, or the next replacement but
     * one. Only DuckDB, PostgreSQL, MariaDB and MySQL; others refuse it when the load is planned. Default: nothing is kept.
     */
    public RdsSink undoable() {
        return with(options.withUndo());
    }

    /**
     * Slows the load down while the server, or a replica, is behind: as long as the query gives more than {@code most}, a
     * sixteenth of a batch is written at a time, with a wait of up to a tenth of a second between. It is asked once a second,
     * over a connection of its own that is not counted among those of loads.
     *
     * @param query gives one number, such as {@code SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication}
     * @param most the largest number at which the load keeps its pace, 0 or more
     */
    public RdsSink slowDownWhile(String query, double most) {
        return lag(new LagLimit(query, most));
    }

    private RdsSink lag(LagLimit limit) {
        return with(options.withLag(limit));
    }

    @Override
    public String name() {
        return connector.name() + ", table " + options.table();
    }

    @Override
    public boolean isAtomic() {
        return options.isStaged();
    }

    @Override
    public boolean isUndoable() {
        return options.undoable();
    }

    /** {@inheritDoc} Which tables are meant is as in {@link #loads}. */
    @Override
    public Optional<Undo> undo(LedgerScope scope) {
        return sink().undo(scope);
    }

    @Override
    public PartOrder partOrder() {
        return PartOrder.of(options.mode());
    }

    @Override
    public SinkTraits traits() {
        return sink().traits();
    }

    /** {@inheritDoc} */
    @Override
    public SinkPlan plan(Schema schema) {
        return sink().plan(schema);
    }

    /**
     * {@inheritDoc} Known of PostgreSQL, MariaDB and MySQL. A grantee is the plain name of a role there, here {@code user} or {@code
     * user@host}, with host {@code %} if it is not said.
     */
    @Override
    public Optional<Privileges> privileges(Schema schema, Optional<String> grantee) {
        return sink().privileges(schema, grantee);
    }

    @Override
    public Optional<Schema> target(Schema load) {
        return sink().target(load);
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return sink().ledger(load);
    }

    /** {@inheritDoc} The ledger of all tables is the one that stands where a table without a schema in its name would be found. */
    @Override
    public Optional<LedgerListing> loads(LedgerScope scope) {
        return Optional.of(sink().loads(scope));
    }

    /**
     * {@inheritDoc}
     *
     * @throws SchemaException if the schema, the mode or the key do not fit the table
     */
    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return sink().open(schema, load);
    }

    private TableSink sink() {
        return new TableSink(connector, options, name());
    }

    @Override
    public String toString() {
        return name();
    }
}
