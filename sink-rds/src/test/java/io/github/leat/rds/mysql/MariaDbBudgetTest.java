package io.github.leat.rds.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.rds.ManyLoads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many loads at once, from three processes. */
class MariaDbBudgetTest {
    private static final int PROCESSES = 3;
    private static final int LOADS = 20;
    private static final int BUDGET = 4;

    @TempDir
    Path directory;

    private final MariaDbServer server = MariaDbServer.newDatabase();

    @Test
    void allSucceedWithinTheBudget() throws Exception {
        String url = server.url() + "&leatConnections=" + BUDGET;
        List<Process> processes = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(ManyLoads.start(url, directory, i * LOADS, LOADS));
            }
            int most = 0;
            while (processes.stream().anyMatch(Process::isAlive)) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*), SLEEP(0.002) FROM"
                        + " information_schema.processlist WHERE db = '" + server.database()
                        + "' AND id <> CONNECTION_ID()")) {
                    row.next();
                    most = Math.max(most, row.getInt(1));
                }
            }
            for (Process process : processes) {
                assertThat(ManyLoads.output(process)).endsWith("completed " + LOADS + System.lineSeparator());
                assertThat(process.waitFor()).isZero();
            }
            System.out.println("connections at most " + most);
            // a process that waits asks with one connection for a moment
            assertThat(most).isBetween(1, BUDGET + PROCESSES);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(server.texts("SELECT COUNT(*), COUNT(DISTINCT id) FROM t"))
                .containsExactly(2 * PROCESSES * LOADS + "|" + PROCESSES * LOADS);
    }
}
