package io.github.leat.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole loads by the source and the sink of the two pages. */
class OwnLoadTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void intoJsonLines() throws Exception {
        Path csv = directory.resolve("prices.csv");
        Files.writeString(csv, "day,town,price\n2026-01-31,Gitega,1.50\n2026-02-01,,dear\n2026-02-02,Ngozi,3\n");
        Path jsonl = directory.resolve("prices.jsonl");
        Path rejects = directory.resolve("rejects.csv");
        // docs: sink
        LoadReport report = Load.from(FileSource.of(csv))
                .cast("price", ColumnType.decimal(10, 2))
                .into(JsonLinesSink.to(jsonl))
                .deadLetters(DeadLetters.toFile(rejects))
                .run();
        // docs: end
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(Files.readAllLines(jsonl))
                .containsExactly(
                        "{\"day\":\"2026-01-31\",\"town\":\"Gitega\",\"price\":1.50}",
                        "{\"day\":\"2026-02-02\",\"town\":\"Ngozi\",\"price\":3.00}");
        assertThat(Files.readString(rejects)).contains("2026-02-01,,dear,");
        LoadReport again = Load.from(FileSource.of(csv))
                .cast("price", ColumnType.decimal(10, 2))
                .into(JsonLinesSink.to(jsonl))
                .run();
        assertThat(again.outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
    }

    @Test
    void outOfAnArchive() throws Exception {
        Path archive = directory.resolve("data.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String year : new String[] {"2025", "2026"}) {
                zip.putNextEntry(new ZipEntry("prices/" + year + ".csv"));
                zip.write(("year,price\n" + year + ",1.50\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path jsonl = directory.resolve("prices.jsonl");
        // docs: source
        Load.from(ZipEntrySource.of(archive, "prices/2026.csv"))
                .into(JsonLinesSink.to(jsonl))
                .run();
        // docs: end
        assertThat(Files.readString(jsonl)).isEqualTo("{\"year\":2026,\"price\":1.50}\n");
    }
}
