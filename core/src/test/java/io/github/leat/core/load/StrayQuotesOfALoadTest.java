package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load of records some of which open a quote by mistake, in several batches of the reader. */
class StrayQuotesOfALoadTest {
    private static final int RECORDS = 40_000;
    private static final int ONE_IN = 500;

    @TempDir
    Path directory;

    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        StringBuilder text = new StringBuilder("id,day,note\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i)
                    .append(isStray(i) ? ",\"2024-01-31," : ",2024-01-31,")
                    .append(i % 50 == 1 ? "\"of two\nlines, and quoted\"\n" : "a note of some length\n");
        }
        source = Files.writeString(directory.resolve("s.csv"), text);
    }

    private static boolean isStray(int record) {
        return record % ONE_IN == 0;
    }

    private Load load(String name, Sink sink) {
        return Load.from(FileSource.of(source))
                .into(sink)
                .commitEvery(1, Duration.ofHours(1))
                .deadLetters(DeadLetters.toFile(directory.resolve(name + ".rejects.csv")));
    }

    private Sink target(String name) {
        return CsvSink.to(directory.resolve(name + ".csv"));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(directory.resolve(name));
    }

    @Test
    void onlyTheBrokenRecordsAreRejectedAndTheirTypesDoNotCount() throws IOException {
        LoadReport report = load("whole", target("whole")).run();
        assertThat(report.schema().toString()).isEqualTo("id LONG, day DATE, note TEXT");
        assertThat(report.counts().read()).isEqualTo(RECORDS);
        assertThat(report.counts().rejected()).isEqualTo(RECORDS / ONE_IN);
        assertThat(report.counts().written()).isEqualTo(RECORDS - RECORDS / ONE_IN);
        assertThat(lines("whole.rejects.csv").get(1))
                .startsWith(ONE_IN + ",\"\"\"2024-01-31\",a note of some length,")
                .contains("," + ONE_IN + ",", ",UNTERMINATED_QUOTE,");
        assertThat(lines("whole.csv")).contains(ONE_IN + 1 + ",2024-01-31,\"of two", "lines, and quoted\"");
    }

    @Test
    void loadThatGoesOnAtACheckpointReadsTheSame() throws IOException {
        load("whole", target("whole")).run();
        for (int write = 2; write <= 5; write++) {
            String name = "resumed" + write;
            Load dying = load(name, DyingSink.failingAtWrite(target(name), write));
            assertThatThrownBy(dying::run).isInstanceOf(PermanentSinkException.class);
            LoadReport report = load(name, target(name)).run();
            assertThat(report.resumedAt()).isPresent();
            assertThat(report.counts().isBalanced()).isTrue();
            assertThat(report.counts().rejected()).isEqualTo(RECORDS / ONE_IN);
            assertThat(lines(name + ".csv")).isEqualTo(lines("whole.csv"));
            assertThat(lines(name + ".rejects.csv")).isEqualTo(lines("whole.rejects.csv"));
        }
    }
}
