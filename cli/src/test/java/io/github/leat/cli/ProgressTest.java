package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.Progress;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.RecordCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private ProgressView view(boolean terminal) {
        return ProgressView.of(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new ByteArrayOutputStream(),
                        new PrintStream(shown, true, StandardCharsets.UTF_8),
                        Path.of(""),
                        Map.of("NO_COLOR", "1"),
                        terminal,
                        terminal,
                        terminal,
                        Ticker.system()),
                true);
    }

    private static Progress at(long millis, long bytes, long records, boolean finished) {
        return new Progress(
                "x.csv",
                bytes,
                OptionalLong.of(10_000_000),
                new RecordCounts(records, records - 3, 0, 3, 0),
                Duration.ofMillis(millis),
                Duration.ZERO,
                finished);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void barIsRedrawnByTimeAndClearedAtTheEnd() {
        ProgressView bar = view(true);
        for (int i = 0; i <= 1000; i++) {
            bar.onProgress(at(i, i * 5_000L, 3 + i * 100L, false));
        }
        assertThat(text().split("\r", -1)).hasSize(12);
        assertThat(text()).contains(" 50% ", "5.0 MB", "100k records, 100k/s", "3 rejected", "1 s left");
        bar.onProgress(at(1001, 10_000_000, 200_000, true));
        assertThat(text()).endsWith("\r\033[K");
    }

    @Test
    void barFitsALine() {
        ProgressView bar = view(true);
        bar.onProgress(at(0, 0, 3, false));
        shown.reset();
        bar.onProgress(new Progress(
                "x.csv",
                123_456_789_012L,
                OptionalLong.of(999_456_789_012L),
                new RecordCounts(123_456_789_012L, 0, 0, 123_456_789_012L, 0),
                Duration.ofHours(3),
                Duration.ZERO,
                false));
        assertThat(text().replace("\r\033[K", "")).hasSizeLessThan(80);
    }

    @Test
    void linesComeEveryFewSeconds() {
        ProgressView lines = view(false);
        for (int i = 0; i <= 120; i++) {
            lines.onProgress(at(i * 100L, i * 50_000L, 3 + i * 100L, false));
        }
        assertThat(text().lines().toList()).hasSize(3).allMatch(line -> line.startsWith("x.csv: "));
        assertThat(text()).doesNotContain("\r");
    }
}
