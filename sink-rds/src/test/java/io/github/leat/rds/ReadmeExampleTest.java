package io.github.leat.rds;

import static io.github.leat.core.sink.WriteMode.UPSERT;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.rate.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java, run on the example, and the same as in the README but for the directory. */
class ReadmeExampleTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path directory;

    private LoadReport load(Path file, Path database, Path rejects) {
        // the README's lines, with variables for the paths
        return Load.from(FileSource.of(file))
                .select("event_id_cnty", "event_date", "event_type", "country", "latitude", "longitude", "fatalities")
                .into(RdsSink.duckdb(database)
                        .table("conflicts")
                        .key("event_id_cnty")
                        .mode(UPSERT))
                .throughput(Throughput.recordsPerSecond(5_000))
                .deadLetters(DeadLetters.toFile(rejects))
                .deadline(14, MINUTES)
                .run();
    }

    @Test
    void loadsTheExampleOnce() {
        Path events = ROOT.resolve("examples/data/conflict_events.csv");
        Path database = directory.resolve("events.duckdb");
        LoadReport report = load(events, database, directory.resolve("rejects.csv"));
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.counts().written()).isEqualTo(500);
        assertThat(report.schema().size()).isEqualTo(7);
        assertThat(load(events, database, directory.resolve("rejects.csv")).outcome())
                .isEqualTo(LoadOutcome.ALREADY_LOADED);
    }

    @Test
    void readmeSaysWhatIsCompiledHere() throws IOException {
        String here = squeeze(Files.readString(Path.of("src/test/java/io/github/leat/rds/ReadmeExampleTest.java")))
                .replace("FileSource.of(file)", "FileSource.of(Path.of(\"conflict_events.csv\"))")
                .replace("duckdb(database)", "duckdb(Path.of(\"events.duckdb\"))")
                .replace("toFile(rejects)", "toFile(Path.of(\"rejects.csv\"))")
                .replace("return Load", "LoadReport report = Load");
        String readme = Files.readString(ROOT.resolve("README.md"));
        String block = readme.substring(readme.indexOf("```java") + 7);
        assertThat(here).contains(squeeze(block.substring(0, block.indexOf("```"))));
    }

    private static String squeeze(String code) {
        return code.replaceAll("\\s+\\.", ".").replaceAll("\\s+", " ").strip();
    }
}
