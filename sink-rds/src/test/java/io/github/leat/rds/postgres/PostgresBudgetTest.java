package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.rds.ManyLoads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred loads at once, from several processes ({@code leat.processes}), into a server that takes twenty connections. */
class PostgresBudgetTest {
    private static final int PROCESSES = Integer.getInteger("leat.processes", 4);
    private static final int LOADS = 200 / PROCESSES;
    private static final int BUDGET = 8;

    @TempDir
    Path directory;

    @Test
    void allSucceedWithinTheBudget() throws Exception {
        System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "warn");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "20")
                .start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&leatConnections="
                    + BUDGET;
            List<Process> processes = new ArrayList<>();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < PROCESSES; i++) {
                    processes.add(ManyLoads.start(url, directory, i * LOADS, LOADS));
                }
                int most = 0;
                int working = 0;
                while (processes.stream().anyMatch(Process::isAlive)) {
                    try (ResultSet row = statement.executeQuery(
                            "SELECT count(*), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid ="
                                    + " 1818583412 AND objsubid = 2 AND granted), pg_sleep(0.002) FROM pg_stat_activity"
                                    + " WHERE application_name = 'leat'")) {
                        row.next();
                        most = Math.max(most, row.getInt(1));
                        working = Math.max(working, row.getInt(2));
                    }
                }
                for (Process process : processes) {
                    assertThat(ManyLoads.output(process)).endsWith("completed " + LOADS + System.lineSeparator());
                    assertThat(process.waitFor()).isZero();
                }
                System.out.println("connections at most " + most + ", with a slot " + working);
                assertThat(working).isBetween(1, BUDGET);
                assertThat(most).isBetween(1, BUDGET);
                try (ResultSet row = statement.executeQuery("SELECT count(*), count(DISTINCT id) FROM t")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(2 * PROCESSES * LOADS);
                    assertThat(row.getInt(2)).isEqualTo(PROCESSES * LOADS);
                }
            } finally {
                processes.forEach(Process::destroyForcibly);
            }
        }
    }
}
