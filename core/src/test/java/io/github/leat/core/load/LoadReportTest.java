package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.RecordCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load tells of itself, by a clock that is moved by its waits alone. */
class LoadReportTest {
    private static final int RECORDS = 100_000;
    private static final int EACH = 10_000;

    @TempDir
    Path directory;

    private final Clock clock = new Clock();
    private final List<Progress> told = new ArrayList<>();
    private final List<Progress> observed = new ArrayList<>();
    private final List<LoadReport> reports = new ArrayList<>();
    private final List<LoadReport> observedReports = new ArrayList<>();
    private Path file;
    private long size;

    private static final class Clock implements Ticker {
        private final AtomicLong now = new AtomicLong(5_000_000_000L);

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void sleep(Duration duration) {
            now.addAndGet(duration.toNanos());
        }
    }

    @BeforeEach
    void writeSource() throws IOException {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i).append(i % EACH == 0 ? ",none\n" : ",7\n");
        }
        file = Files.writeString(directory.resolve("a.csv"), text);
        size = Files.size(file);
    }

    private Load load() {
        return Load.from(FileSource.of(file))
                .cast("n", ColumnType.LONG)
                .into(CsvSink.to(directory.resolve("out.csv")))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .commitEvery(300_000, Duration.ofHours(1))
                .ticker(clock)
                .onProgress(told::add)
                .onReport(reports::add)
                .observe(new LoadObserver() {
                    @Override
                    public void onProgress(Progress progress) {
                        observed.add(progress);
                    }

                    @Override
                    public void onReport(LoadReport report) {
                        observedReports.add(report);
                    }
                });
    }

    @Test
    void reportIsOfTheWholeLoad() {
        LoadReport report = load().run();

        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS - 10, 0, 10, 0));
        assertThat(report.bytesRead()).isEqualTo(size);
        assertThat(report.cost()).isEqualTo(RECORDS - 10);
        assertThat(report.costUnit()).isEqualTo(CostUnit.RECORDS);
        assertThat(report.elapsed()).isZero();
        assertThat(report.throttled()).isZero();
        assertThat(report.resumedAt()).isEmpty();
        assertThat(report.checkpoint().orElseThrow().position().byteOffset()).isEqualTo(size);
        assertThat(report.checkpoint().orElseThrow().counts()).isEqualTo(report.counts());
        assertThat(report.rejects()).isEqualTo(Map.of(RejectCode.CONVERSION, 10L));
        assertThat(report.samples()).hasSize(10);
        assertThat(report.samples().get(0)).contains("column \"n\"", "none");
        assertThat(report.deadLetters().orElseThrow()).endsWith("rejects.csv");
        assertThat(report.failure()).isEmpty();
        assertThat(reports).containsExactly(report);
        assertThat(observedReports).containsExactly(report);
    }

    @Test
    void withoutRejectsNoPlaceOfThemIsNamed() throws IOException {
        Files.writeString(file, "id,n\n1,2\n");
        LoadReport report = load().run();

        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(report.deadLetters()).isEmpty();
        assertThat(directory.resolve("rejects.csv")).doesNotExist();
    }

    @Test
    void nothingToDoIsReportedToo() {
        load().run();
        LoadReport again = load().run();

        assertThat(again.outcome()).isEqualTo(LoadOutcome.ALREADY_LOADED);
        assertThat(reports).hasSize(2).last().isEqualTo(again);
        assertThat(observedReports).isEqualTo(reports);
    }

    @Test
    void progressGoesFromNothingToAllOfIt() {
        load().run();

        assertThat(told.subList(0, told.size() - 1)).noneMatch(Progress::finished);
        Progress last = told.get(told.size() - 1);
        assertThat(last.finished()).isTrue();
        assertThat(last.counts()).isEqualTo(reports.get(0).counts());
        assertThat(last.textBytes()).isEqualTo(size);
        assertThat(last.bytesRead()).isEqualTo(size);
        assertThat(last.totalBytes()).isEqualTo(OptionalLong.of(size));
        // after two batches of 256 KiB each, of which there are four and a part of one
        assertThat(last.commits()).isEqualTo(2);
        assertThat(last.pacing().writers()).isEqualTo(1);
        assertThat(last.pacing().isBounded()).isFalse();
        // before the first batch only who observes is told
        assertThat(observed.get(0).counts()).isEqualTo(RecordCounts.ZERO);
        assertThat(observed.subList(1, observed.size())).isEqualTo(told);
        assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.textBytes(), b.textBytes()));
        assertThat(told).allMatch(one -> one.textBytes() <= size && one.counts().read() <= RECORDS);
    }

    /** Text counts as far as its records are counted, which may go on while the text is looked at. */
    @Test
    void textIsAtLeastThatOfTheRecordsThatAreCounted() {
        load().run();

        double perRecord = size / (double) RECORDS;
        assertThat(told)
                .allSatisfy(one -> assertThat((double) one.textBytes())
                        .isBetween(one.counts().read() * perRecord * 0.95, (double) size));
    }

    @Test
    void loadKeepsItsThroughputAndSaysHowLongItWaited() {
        LoadReport report =
                load().throughput(Throughput.recordsPerSecond(10_000)).run();

        assertThat(report.elapsed()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
        assertThat(report.throttled()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
        assertThat(report.throttledRequests()).isZero();
        assertThat(told.get(told.size() - 1).pacing().allowedPerSecond()).isEqualTo(10_000);
        assertThat(told.get(told.size() - 1).pacing().spent()).isEqualTo(RECORDS - 10);
    }

    @Test
    void bytesCountAsTheyAreRead() {
        LoadReport report =
                load().throughput(Throughput.bytesPerSecond(size / 5.0)).run();

        assertThat(report.elapsed()).isBetween(Duration.ofMillis(4_800), Duration.ofMillis(5_200));
    }

    @Test
    void shareOfAThroughputIsKept() {
        LoadReport report = load().throughput(Throughput.recordsPerSecond(10_000))
                .share(() -> 0.5)
                .run();

        assertThat(report.elapsed()).isBetween(Duration.ofMillis(19_800), Duration.ofMillis(20_200));
    }

    @Test
    void runThatGoesOnReportsTheWholeLoadAndItsOwnTime() {
        LoadReport first = load().throughput(Throughput.recordsPerSecond(10_000))
                .deadline(6, TimeUnit.SECONDS)
                .deadlineMargin(Duration.ofSeconds(1))
                .run();
        assertThat(first.outcome()).isEqualTo(LoadOutcome.STOPPED_AT_DEADLINE);
        assertThat(first.elapsed()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(first.counts().isBalanced()).isTrue();
        assertThat(first.checkpoint().orElseThrow().counts()).isEqualTo(first.counts());
        assertThat(first.bytesRead())
                .isEqualTo(first.checkpoint().orElseThrow().position().byteOffset());
        observed.clear();

        LoadReport second = load().run();

        assertThat(second.loadId()).isEqualTo(first.loadId());
        assertThat(second.resumedAt()).isEqualTo(first.checkpoint());
        assertThat(second.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS - 10, 0, 10, 0));
        assertThat(second.cost()).isEqualTo(RECORDS - 10 - first.counts().written());
        assertThat(second.elapsed()).isZero();
        assertThat(observed.get(0).counts()).isEqualTo(first.counts());
        assertThat(observed.get(0).textBytes()).isEqualTo(first.bytesRead());
        assertThat(Optional.of(observed.get(observed.size() - 1).textBytes())).hasValue(size);
    }
}
