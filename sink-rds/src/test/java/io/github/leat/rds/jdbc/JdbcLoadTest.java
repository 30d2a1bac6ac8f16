package io.github.leat.rds.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcLoadTest {
    @TempDir
    Path directory;

    private final H2Database database = new H2Database();

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private RdsSink sink() {
        return RdsSink.jdbc(database.url(), new Properties());
    }

    private Load load(Path file, RdsSink sink) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .deadLetters(DeadLetters.toFile(directory.resolve(file.getFileName() + ".rejects")));
    }

    @Test
    void aTableInUpperCaseIsFoundAndFilled() throws Exception {
        database.run("CREATE TABLE events (id bigint PRIMARY KEY, name varchar(3), score int CHECK (score < 100),"
                + " happened timestamp)");
        Path file = csv("t.csv", "id,name,score,happened\n1,abc,5,2020-01-02T03:04:05\n2,abcd,5,\n3,a,100,\n4,a,,\n");
        LoadReport report = load(file, sink().table("events").key("id").mode(WriteMode.UPSERT))
                .run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.samples()).hasSize(2);
        assertThat(database.texts("SELECT id, name, score, happened FROM events ORDER BY id"))
                .containsExactly("1|abc|5|2020-01-02 03:04:05", "4|a|null|null");
        assertThat(load(file, sink().table("events").key("id").mode(WriteMode.UPSERT))
                        .run()
                        .outcome())
                .isEqualTo(LoadOutcome.ALREADY_LOADED);
    }

    @Test
    void aValueThatBreaksItsColumnIsRejected() throws Exception {
        StringBuilder text = new StringBuilder("id,note\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",a note that makes the file longer than what types are inferred from, by far\n");
        }
        LoadReport report = load(csv("t.csv", text.append("x,\n").toString()), sink().table("t"))
                .run();
        assertThat(report.counts().rejected()).isEqualTo(1);
        assertThat(database.texts("SELECT COUNT(*) FROM \"t\"")).containsExactly("20000");
    }

    @Test
    void aLoadThatCouldBeTakenBackIsRefusedWhenItIsPlanned() throws Exception {
        RdsSink sink = sink().table("t").undoable();
        assertThatThrownBy(() -> load(csv("t.csv", "id\n1\n"), sink).plan())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("cannot be taken back");
        assertThat(sink.undo(LedgerScope.TABLE)).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidBeforeTheLoad() throws Exception {
        Path file = csv("t.csv", "id,v\n1,2\n");
        assertThatThrownBy(() -> load(
                                file,
                                sink().table("t")
                                        .key("id")
                                        .mode(WriteMode.UPSERT)
                                        .duplicates(Duplicates.keepMax("v")))
                        .run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("KEEP_MAX");
        assertThatThrownBy(() -> RdsSink.jdbc("jdbc:nosuch://host/db?password=geheim", new Properties())
                        .plan(Schema.of(Column.of("a", ColumnType.TEXT))))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("jdbc:nosuch://host/db")
                .hasMessageContaining("driver")
                .hasMessageNotContaining("geheim");
    }
}
