package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.CsvSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load loop into a CSV file. */
class CsvLoadTest {
    private static final int RECORDS = 20_000;
    private static final Duration RARELY = Duration.ofHours(1);

    @TempDir
    Path directory;

    private Path source;
    private Path target;
    private String text;

    @BeforeEach
    void writeSource() throws Exception {
        source = directory.resolve("in.csv");
        target = directory.resolve("out.csv");
        StringBuilder lines = new StringBuilder("id,place,score\n");
        for (int i = 1; i <= RECORDS; i++) {
            lines.append(i).append(",\"Kyïv, \"\"").append(i).append("\"\"\",").append(i == RECORDS ? "n/a" : i % 7);
            lines.append('\n');
        }
        text = lines.toString();
        Files.writeString(source, text);
    }

    @Test
    void aLoadCopiesEveryRecordOnce() {
        LoadReport report =
                Load.from(FileSource.of(source)).into(CsvSink.to(target)).run();
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.counts().written()).isEqualTo(RECORDS);
        assertThat(target).content(StandardCharsets.UTF_8).isEqualTo(text);
        LoadReport again =
                Load.from(FileSource.of(source)).into(CsvSink.to(target)).run();
        assertThat(again.outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
        assertThat(target).content(StandardCharsets.UTF_8).isEqualTo(text);
    }

    @Test
    void aLoadStoppedAtItsDeadlineGoesOn() {
        LoadOutcome outcome = LoadOutcome.STOPPED_AT_DEADLINE;
        int runs = 0;
        while (outcome == LoadOutcome.STOPPED_AT_DEADLINE && runs < 50) {
            ManualTicker ticker = new ManualTicker();
            outcome = Load.from(FileSource.of(source))
                    .into(CsvSink.to(target))
                    .ticker(ticker)
                    .commitEvery(1, RARELY)
                    .deadline(3, TimeUnit.SECONDS)
                    .onProgress(state -> ticker.advance(Duration.ofSeconds(2)))
                    .run()
                    .outcome();
            runs++;
        }
        assertThat(outcome).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(runs).isGreaterThan(1);
        assertThat(target).content(StandardCharsets.UTF_8).isEqualTo(text);
    }

    @Test
    void aDeviceTakesEveryRun() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null");
        for (int run = 0; run < 2; run++) {
            LoadReport report =
                    Load.from(FileSource.of(source)).into(CsvSink.to(device)).run();
            assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
            assertThat(report.counts().written()).isEqualTo(RECORDS);
        }
    }
}
