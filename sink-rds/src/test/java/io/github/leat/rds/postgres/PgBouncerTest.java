package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads through pgbouncer in transaction mode, which gives each transaction any of three connections. Skipped where there is no
 * pgbouncer on the path; {@code -Dleat.pgbouncer=FILE} names another.
 */
class PgBouncerTest {
    private static final int POOL = 3;
    private static final int LOADS = 20;

    @TempDir
    Path directory;

    private final PostgresServer server = PostgresServer.newSchema();
    private @Nullable Process bouncer;
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        String named = System.getProperty("leat.pgbouncer", "");
        Path program = named.isEmpty() ? onPath() : Path.of(named);
        Assumptions.assumeTrue(Files.isExecutable(program), "There is no pgbouncer here: install it, or name it");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(
                Files.createTempFile("pgbouncer", ".ini"),
                "[databases]\npostgres = host=127.0.0.1 port=" + PostgresServer.port() + " user=postgres\n[pgbouncer]\n"
                        + "listen_addr = 127.0.0.1\nlisten_port = " + port
                        + "\nauth_type = any\npool_mode = transaction\n"
                        + "default_pool_size = " + POOL + "\nunix_socket_dir =\nignore_startup_parameters ="
                        + " extra_float_digits\nmax_client_conn = 100\n");
        settings.toFile().deleteOnExit();
        settings.toFile().setReadable(true, false);
        List<String> command = new ArrayList<>(List.of(program.toString(), "-q"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        bouncer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        waitUntilItAnswers();
    }

    private static Path onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(path -> Path.of(path, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/usr/sbin/pgbouncer"));
    }

    private void waitUntilItAnswers() throws SQLException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url)) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (System.nanoTime() > end || bouncer == null || !bouncer.isAlive()) {
                    throw e;
                }
            }
        }
    }

    @AfterEach
    void stop() {
        if (bouncer != null) {
            bouncer.destroyForcibly();
        }
    }

    private LoadReport load(Path file, WriteMode mode) {
        return Load.from(FileSource.of(file))
                .into(RdsSink.jdbc(url, new Properties())
                        .table(server.schema() + ".t_" + mode)
                        .key("id")
                        .mode(mode))
                .run();
    }

    @Test
    void everyModeWorksAndTransactionsMayChangeConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(LOADS);
        List<Future<LoadReport>> reports = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            Path file = Files.writeString(
                    directory.resolve("f" + i + ".csv"), "id,v\n" + i + ",1\n" + (i + 1) + ",2\n,0\n");
            reports.add(threads.submit(() -> load(file, WriteMode.UPSERT)));
        }
        for (Future<LoadReport> report : reports) {
            assertThat(report.get().outcome()).isEqualTo(LoadOutcome.COMPLETED);
        }
        threads.shutdown();
        assertThat(server.texts(
                        "SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE id IS NULL) FROM \"t_UPSERT\""))
                .containsExactly((LOADS + 2) + "|" + (LOADS + 1) + "|1");
        Path file = Files.writeString(directory.resolve("g.csv"), "id,v\n1,1\n2,2\n");
        for (WriteMode mode : List.of(WriteMode.APPEND, WriteMode.INSERT_NEW, WriteMode.REPLACE)) {
            assertThat(load(file, mode).outcome()).isEqualTo(LoadOutcome.COMPLETED);
            assertThat(load(file, mode).outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
            assertThat(server.texts("SELECT count(*) FROM \"t_" + mode + '"')).containsExactly("2");
        }
        assertThat(server.texts("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leat'"))
                .allSatisfy(count -> assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(POOL));
    }
}
