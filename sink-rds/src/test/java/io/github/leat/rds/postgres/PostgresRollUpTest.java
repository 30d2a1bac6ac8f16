package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import io.github.leat.rds.rollup.Changes;
import io.github.leat.rds.rollup.RollUp;
import io.github.leat.rds.rollup.RollUpContract;
import io.github.leat.rds.rollup.RollUps;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PostgresRollUpTest extends RollUpContract {
    private final PostgresServer server = PostgresServer.newSchema();

    @Override
    protected RdsSink sink() {
        return IntoPostgres.sink(server);
    }

    @Override
    protected Connection connect() throws SQLException {
        return server.connect();
    }

    @Override
    protected Connector connector() {
        return new PostgresConnector(server.url(), new Properties());
    }

    @Override
    protected RollUps rollUps() {
        return RollUps.jdbc(server.url(), new Properties());
    }

    @Override
    protected Changes usual() {
        return Changes.TRIGGERS;
    }

    @Override
    protected List<String> replaceByRename(List<String> columns, String where) {
        return List.of(
                "CREATE TABLE events_new (LIKE events INCLUDING ALL)",
                "INSERT INTO events_new SELECT * FROM events WHERE " + where,
                "DROP TABLE events",
                "ALTER TABLE events_new RENAME TO events");
    }

    @Override
    protected void kill() {
        server.endLoads();
    }

    /** As decision 0020 has it: triggers that note do not take the one COPY away. */
    @Test
    void aLoadNotesItsGroupsFromCommitToCommitAndNotByBatch() throws IOException {
        load(List.of("Mali", "Chad"), 2);
        rollUps()
                .refresh(RollUp.of("by_country", "events")
                        .by("country")
                        .count()
                        .build()
                        .changes(Changes.TRIGGERS));
        load(List.of("Mali", "Chad", "Niger"), 120_000);
        int notes = Integer.parseInt(
                server.texts("SELECT count(*) FROM _leat_changes_by_country").get(0));
        // a load has two COPYs at most; a batch is 256 KiB, so that these would be ten or more
        assertThat(notes).isBetween(3, 6);
    }

    private void load(List<String> countries, int records) throws IOException {
        StringBuilder text = new StringBuilder("id,country\n");
        for (int i = 0; i < records; i++) {
            text.append(1_000_000 + i)
                    .append(",\"The country of ")
                    .append(countries.get(i % countries.size()))
                    .append("\"\n");
        }
        Path file = Files.writeString(directory.resolve("events-" + records + ".csv"), text);
        Load.from(FileSource.of(file)).into(sink().table("events")).run();
    }
}
