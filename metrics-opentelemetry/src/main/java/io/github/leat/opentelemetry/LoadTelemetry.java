package io.github.leat.opentelemetry;

import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.sink.RecordCounts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One load's observer. What is read is counted while it is read; what became of the records only at the end, since a merge may still drop
 * records as duplicates and a lost connection makes counts go back, which counters cannot.
 */
final class LoadTelemetry implements LoadObserver {
    private static final double NANOS = 1e9;

    private final Tracer tracer;
    private final Instruments instruments;
    private final Attributes attributes;
    /** Of earlier runs, where this one goes on with a load. */
    private @Nullable RecordCounts before;

    private @Nullable Span span;
    private long toldRecords;
    private long toldBytes;

    LoadTelemetry(Tracer tracer, Instruments instruments, Attributes attributes) {
        this.tracer = tracer;
        this.instruments = instruments;
        this.attributes = attributes;
    }

    @Override
    public void onPlan(LoadPlan plan) {
        span = tracer.spanBuilder("leat.load").setAllAttributes(attributes).startSpan();
        instruments.running.add(1, attributes);
    }

    @Override
    public void onProgress(Progress progress) {
        if (before == null) {
            before = progress.counts();
            toldRecords = before.read();
            toldBytes = progress.textBytes();
        }
        toldRecords = count(instruments.read, toldRecords, progress.counts().read());
        toldBytes = count(instruments.text, toldBytes, progress.textBytes());
        if (progress.pacing().isBounded()) {
            String unit = progress.pacing().unit().name().toLowerCase(Locale.ROOT);
            instruments.grant(
                    this, with(Instruments.UNIT, unit), progress.pacing().allowedPerSecond());
        }
    }

    @Override
    public void onCommit(Duration took) {
        instruments.commit.record(seconds(took), attributes);
    }

    @Override
    public void onReport(LoadReport report) {
        RecordCounts earlier = before;
        RecordCounts now = report.counts();
        if (earlier != null) {
            count(instruments.written, earlier.written(), now.written());
            count(instruments.deduplicated, earlier.deduplicated(), now.deduplicated());
            count(instruments.skipped, earlier.skipped(), now.skipped());
            report.rejects()
                    .forEach((code, records) -> instruments.rejected.add(records, with(Instruments.CODE, code.name())));
        }
        Attributes ended = with(Instruments.OUTCOME, report.outcome().name());
        instruments.duration.record(seconds(report.elapsed()), ended);
        instruments.loads.add(1, ended);
        instruments.throttledRequests.add(report.throttledRequests(), attributes);
        instruments.throttled.record(seconds(report.throttled()), attributes);
        instruments.end(this);
        Span own = span;
        if (own != null) {
            span = null;
            instruments.running.add(-1, attributes);
            own.setAttribute(Instruments.OUTCOME, report.outcome().name())
                    .setAttribute("leat.records.read", now.read())
                    .setAttribute("leat.records.written", now.written())
                    .setAttribute("leat.records.deduplicated", now.deduplicated())
                    .setAttribute("leat.records.rejected", now.rejected())
                    .setAttribute("leat.records.skipped", now.skipped())
                    .setAttribute("leat.text.bytes", report.bytesRead());
            if (report.outcome() == LoadOutcome.FAILED) {
                own.setStatus(StatusCode.ERROR);
            }
            own.end();
        }
    }

    private Attributes with(AttributeKey<String> key, String value) {
        return attributes.toBuilder().put(key, value).build();
    }

    /** Counts what there is more than before; what there is at most. */
    private long count(LongCounter counter, long told, long now) {
        counter.add(Math.max(0, now - told), attributes);
        return Math.max(told, now);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
