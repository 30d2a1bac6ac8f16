package io.github.leat.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.rollup.RollUp;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.serve.RawHttp.Response;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who may read a part only, and cannot do who may only read. */
class PostgresRightsTest {
    private final PostgresServer server = PostgresServer.newSchema();
    private final String reader = "reader_" + server.schema();
    private final RdsDatabase database = RdsDatabase.jdbc(server.url().replace("user=postgres", "user=" + reader));

    @TempDir
    Path directory;

    @BeforeEach
    void load() throws IOException {
        for (String table : List.of("events", "names")) {
            Load.from(FileSource.of(
                            Files.writeString(directory.resolve(table + ".csv"), "id,country\n1,Mali\n2,Chad\n")))
                    .into(RdsSink.jdbc(server.url(), new Properties()).table(table))
                    .run();
        }
        RollUps.jdbc(server.url(), new Properties())
                .refresh(RollUp.of("by_country", "names").by("country").count().build());
        // as docs/serve.md says
        server.run(
                "CREATE ROLE " + reader + " LOGIN",
                "GRANT USAGE ON SCHEMA " + server.schema() + " TO " + reader,
                "GRANT SELECT ON _leat_ledger, _leat_rollups, events, by_country TO " + reader);
    }

    private ApiServer start() throws IOException {
        return ApiServer.start(ServeOptions.of(database)
                .withPort(0)
                .withLimits(ServeLimits.builder().freshness(Duration.ZERO).build()));
    }

    private static List<Object> names(RawHttp http) {
        return JsonTree.array(JsonTree.at(http.get("/api/tables").json(), "tables")).stream()
                .map(table -> JsonTree.at(table, "name"))
                .toList();
    }

    @Test
    void tablesThatTheUserMayNotReadAreNotThere() throws IOException {
        try (ApiServer api = start()) {
            RawHttp http = new RawHttp(api.uri());
            assertThat(names(http)).containsExactly("by_country", "events");
            assertThat(http.get("/api/tables/names").status()).isEqualTo(404);
            assertThat(http.get("/api/tables/names/rows").status()).isEqualTo(404);
            assertThat(http.get("/api/tables/events/aggregate").body()).contains("\"count\":2");
            assertThat(http.get("/api/tables/by_country/rows").status()).isEqualTo(200);
            assertThat(http.get("/api/loads").body()).contains("events.csv").doesNotContain("names.csv");
        }
    }

    @Test
    void columnsAloneAreNotATable() throws IOException {
        server.run("GRANT SELECT (id) ON names TO " + reader);
        try (ApiServer api = start()) {
            assertThat(names(new RawHttp(api.uri()))).containsExactly("by_country", "events");
        }
    }

    @Test
    void aLedgerThatIsNotReadableIsSaid() throws IOException {
        server.run("REVOKE SELECT ON _leat_ledger, _leat_rollups FROM " + reader);
        try (ApiServer api = start()) {
            Response tables = new RawHttp(api.uri()).get("/api/tables");
            assertThat(tables.status()).isEqualTo(200);
            assertThat(tables.body()).isEqualTo("{\"ledger\":\"denied\",\"tables\":[]}");
        }
        server.run("REVOKE USAGE ON SCHEMA " + server.schema() + " FROM " + reader);
        try (ApiServer api = start()) {
            assertThat(new RawHttp(api.uri()).get("/api/tables").body())
                    .isEqualTo("{\"ledger\":\"missing\",\"tables\":[]}");
        }
    }

    @Test
    void aRightThatIsTakenAwayIsSaidOnceAndTheTableGoes() throws IOException {
        try (ApiServer api = start()) {
            RawHttp http = new RawHttp(api.uri());
            assertThat(http.get("/api/tables/events/rows").status()).isEqualTo(200);
            server.run("REVOKE SELECT ON events FROM " + reader);
            Response denied = http.get("/api/tables/events/rows");
            assertThat(denied.status()).isEqualTo(403);
            assertThat(denied.body()).doesNotContain("permission", reader);
            assertThat(http.get("/api/tables/events/rows").status()).isEqualTo(404);
            server.run("GRANT SELECT ON events TO " + reader);
            assertThat(http.get("/api/tables/events/rows").status()).isEqualTo(200);
        }
    }

    @Test
    void theRoleCannotWriteEvenWhereTheSessionMay() throws SQLException {
        try (Connection connection = database.connectReadOnly(Duration.ofSeconds(5));
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
            for (String write : List.of(
                    "INSERT INTO events VALUES (3, 'Togo')",
                    "UPDATE events SET id = 4",
                    "DELETE FROM events",
                    "TRUNCATE events",
                    "DROP TABLE events",
                    "CREATE TABLE mine (a int)",
                    "DELETE FROM _leat_ledger",
                    "ALTER TABLE events ADD COLUMN b int")) {
                assertThatThrownBy(() -> statement.execute(write))
                        .as(write)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
        assertThat(server.texts("SELECT count(*) FROM events")).containsExactly("2");
    }

    @Test
    void theSessionCannotWriteEvenWhereTheRoleMay() throws SQLException {
        server.run("GRANT ALL ON events TO " + reader);
        try (Connection connection = database.connectReadOnly(Duration.ofSeconds(5));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM events"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
        assertThat(server.texts("SELECT count(*) FROM events")).containsExactly("2");
    }
}
