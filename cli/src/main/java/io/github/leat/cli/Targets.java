package io.github.leat.cli;

import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.DynamoDbSink;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.redshift.RedshiftSink;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Targets as the command line names them: {@code duckdb:FILE[?setting=value&…]}, {@code jdbc:…}, {@code
 * dynamodb:TABLE[?setting=value&…]}, {@code redshift:…}, {@code redshift-data:…} and {@code csv:FILE}.
 */
final class Targets {
    /** Where a load goes unless told otherwise. */
    static final String DEFAULT = "duckdb:leat.duckdb";

    static final String DUCKDB = "duckdb:";
    static final String CSV = "csv:";
    static final String JDBC = "jdbc:";
    static final String DYNAMODB = "dynamodb:";
    private static final String REDSHIFT = "redshift:";
    private static final String REDSHIFT_DATA = "redshift-data:";

    /** The driver warns at each connection that Redshift is no PostgreSQL; kept, since loggers are forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.jdbc");

    /** Their addresses hold settings of ours, and have words of their own for what is wrong with them. */
    private static final List<String> DRIVERS_OF_OURS =
            List.of("jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:", "jdbc:duckdb:");

    private final Surroundings surroundings;

    Targets(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * How a table of a target is written.
     *
     * @param table the table's name; a CSV file has none
     * @param key the columns that tell records apart
     * @param mode what happens to rows that are there
     * @param policy what happens when columns differ
     * @param undoable whether what the load changes is kept, so that it can be taken back
     */
    record Options(String table, List<String> key, WriteMode mode, SchemaPolicy policy, boolean undoable) {}

    /** @throws UsageException if the target is of no kind that this version writes */
    static void requireKnown(String target) {
        if (target.startsWith("s3:")) {
            throw new UsageException("S3 as a target comes in a later version, so " + withoutSecrets(target)
                    + " cannot be loaded into yet. For now write duckdb:FILE or csv:FILE.");
        }
        boolean known = List.of(DUCKDB, CSV, JDBC, DYNAMODB, REDSHIFT, REDSHIFT_DATA).stream()
                .anyMatch(scheme -> target.startsWith(scheme) && target.length() > scheme.length());
        if (!known) {
            throw new UsageException("\"" + withoutSecrets(target)
                    + "\" is not a target. Write duckdb:FILE, csv:FILE, jdbc:postgresql://host/database,"
                    + " jdbc:mariadb://host/database, dynamodb:TABLE or"
                    + " redshift://host/database?staging=s3://bucket/prefix/&iamRole=….");
        }
        if (isRedshift(target)) {
            redshift(target);
        }
        if (target.startsWith(JDBC) && DRIVERS_OF_OURS.stream().noneMatch(target::startsWith)) {
            requireDriver(target);
        }
    }

    /** Whether it is Amazon Redshift, over JDBC or by the Data API. */
    static boolean isRedshift(String target) {
        return target.startsWith(REDSHIFT) || target.startsWith(REDSHIFT_DATA);
    }

    private static RedshiftSink redshift(String target) {
        try {
            return RedshiftSink.parse(target);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireDriver(String target) {
        try {
            DriverManager.getDriver(target);
        } catch (SQLException e) {
            throw new UsageException(
                    "No JDBC driver on the class path takes \"" + withoutSecrets(target)
                            + "\". The command has those of PostgreSQL, MariaDB, MySQL and DuckDB; for others add the"
                            + " driver's jar to the class path.",
                    e);
        }
    }

    /**
     * The sink of a target.
     *
     * @throws UsageException if the target is of no kind that this version writes, or does not know an option
     */
    Sink open(String target, Options options) {
        return open(target, options, new Properties());
    }

    /**
     * The sink of a target.
     *
     * @param login user and password of a database, where they are not in its address or the environment
     * @throws UsageException as {@link #open(String, Options)}
     */
    Sink open(String target, Options options, Properties login) {
        requireKnown(target);
        if (options.undoable() && !target.startsWith(JDBC) && !target.startsWith(DUCKDB)) {
            throw new UsageException("Loads into " + withoutSecrets(target)
                    + " cannot be taken back. Leave --undoable out; DuckDB, PostgreSQL, MariaDB and MySQL have it.");
        }
        if (target.startsWith(CSV)) {
            if (!options.key().isEmpty() || options.mode().needsKey()) {
                throw new UsageException("A CSV file has no keys, so " + target
                        + " cannot take --key or a mode that needs one. Leave --key out, or load into duckdb:FILE.");
            }
            return CsvSink.to(surroundings.resolve(target.substring(CSV.length())))
                    .mode(options.mode());
        }
        if (target.startsWith(DYNAMODB)) {
            DynamoDbSink table = dynamoDb(target).mode(options.mode());
            return options.key().isEmpty() ? table : keyed(table, options.key());
        }
        if (isRedshift(target)) {
            DRIVER.setLevel(Level.SEVERE);
            return redshift(target)
                    .table(options.table())
                    .key(options.key().toArray(String[]::new))
                    .mode(options.mode())
                    .schemaPolicy(options.policy());
        }
        try {
            RdsSink database = target.startsWith(JDBC)
                    ? RdsSink.jdbc(target, login)
                    : RdsSink.duckdb(duckDbFile(target), settings(target));
            RdsSink table = database.table(options.table())
                    .key(options.key().toArray(String[]::new))
                    .mode(options.mode())
                    .schemaPolicy(options.policy());
            return options.undoable() ? table.undoable() : table;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The table of a {@code dynamodb:} target, with the settings of its address. */
    static DynamoDbSink dynamoDb(String target) {
        try {
            return DynamoDbSink.parse(target);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A database to read.
     *
     * @throws UsageException if the target is none that can be read, or does not know an option
     */
    RdsDatabase read(String target) {
        requireKnown(target);
        try {
            if (target.startsWith(DUCKDB)) {
                return RdsDatabase.duckdb(duckDbFile(target), settings(target));
            }
            return RdsDatabase.jdbc(target.startsWith(JDBC) ? target : withoutSecrets(target));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The roll-ups of a database.
     *
     * @throws UsageException if the target is no database, or does not know an option
     */
    RollUps rollUps(String target) {
        requireKnown(target);
        try {
            if (target.startsWith(DUCKDB)) {
                return RollUps.duckdb(duckDbFile(target), settings(target));
            }
            if (target.startsWith(JDBC)) {
                return RollUps.jdbc(target, new Properties());
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        throw new UsageException("Roll-ups are kept in DuckDB, PostgreSQL, MariaDB and MySQL, not in "
                + withoutSecrets(target) + ". Write duckdb:FILE or jdbc:….");
    }

    private static DynamoDbSink keyed(DynamoDbSink table, List<String> key) {
        try {
            return table.key(key.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--key: " + e.getMessage(), e);
        }
    }

    /** The database file of a {@code duckdb:} target. */
    Path duckDbFile(String target) {
        String rest = target.substring(DUCKDB.length());
        int question = rest.indexOf('?');
        return surroundings.resolve(question < 0 ? rest : rest.substring(0, question));
    }

    private static Map<String, String> settings(String target) {
        Map<String, String> settings = new LinkedHashMap<>();
        int question = target.indexOf('?');
        if (question < 0) {
            return settings;
        }
        for (String setting : target.substring(question + 1).split("&", -1)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("\"" + setting + "\" is not a setting. Write duckdb:FILE?memory_limit=256MB.");
            }
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    /** Without user, password and query. */
    static String withoutSecrets(String target) {
        return target.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//").replaceFirst(":[^:/@]+/[^/@]*@", ":");
    }
}
