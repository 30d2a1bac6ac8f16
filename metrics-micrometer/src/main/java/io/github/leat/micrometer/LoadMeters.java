package io.github.leat.micrometer;

import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.sink.RecordCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One load's observer. What is read is counted while it is read; what became of the records only at the end, since a merge may still drop
 * records as duplicates and a lost connection makes counts go back, which counters cannot.
 */
final class LoadMeters implements LoadObserver {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Gauges gauges;
    private final Timer commits;
    /** Of earlier runs, where this one goes on with a load. */
    private @Nullable RecordCounts before;

    private long toldRecords;
    private long toldBytes;
    private boolean isRunning;

    LoadMeters(MeterRegistry registry, Tags tags, Gauges gauges) {
        this.registry = registry;
        this.tags = tags;
        this.gauges = gauges;
        this.commits = Timer.builder("leat.load.commit.duration")
                .tags(tags)
                .description("Commits of targets, the last with its merge")
                .register(registry);
    }

    @Override
    public void onPlan(LoadPlan plan) {
        isRunning = true;
        gauges.begin();
    }

    @Override
    public void onProgress(Progress progress) {
        if (before == null) {
            before = progress.counts();
            toldRecords = before.read();
            toldBytes = progress.textBytes();
        }
        toldRecords = count(
                "leat.load.records.read",
                "records",
                toldRecords,
                progress.counts().read());
        toldBytes = count("leat.load.text", "bytes", toldBytes, progress.textBytes());
        if (progress.pacing().isBounded()) {
            gauges.grant(
                    this,
                    progress.pacing().unit().name().toLowerCase(Locale.ROOT),
                    progress.pacing().allowedPerSecond());
        }
    }

    @Override
    public void onCommit(Duration took) {
        commits.record(took);
    }

    @Override
    public void onReport(LoadReport report) {
        RecordCounts earlier = before;
        if (earlier != null) {
            RecordCounts now = report.counts();
            count("leat.load.records.written", "records", earlier.written(), now.written());
            count("leat.load.records.deduplicated", "records", earlier.deduplicated(), now.deduplicated());
            count("leat.load.records.skipped", "records", earlier.skipped(), now.skipped());
            report.rejects()
                    .forEach((code, records) -> registry.counter(
                                    "leat.load.records.rejected", tags.and("code", code.name()))
                            .increment((double) records));
        }
        Tags ended = tags.and("outcome", report.outcome().name());
        Timer.builder("leat.load.duration")
                .tags(ended)
                .description("Loads from their plan to their end")
                .register(registry)
                .record(report.elapsed());
        registry.counter("leat.loads", ended).increment();
        registry.counter("leat.load.throttled.requests", tags).increment((double) report.throttledRequests());
        Timer.builder("leat.load.throttled")
                .tags(tags)
                .description("Time of loads that writers waited to keep the throughput, all of them together")
                .register(registry)
                .record(report.throttled());
        if (isRunning) {
            isRunning = false;
            gauges.end(this);
        }
    }

    /** Counts what there is more than before; what there is at most. */
    private long count(String name, String unit, long told, long now) {
        Counter.builder(name).tags(tags).baseUnit(unit).register(registry).increment((double) Math.max(0, now - told));
        return Math.max(told, now);
    }
}
