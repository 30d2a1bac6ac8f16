package io.github.leat.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OpenTelemetryLoadsTest {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @TempDir
    private Path directory;

    private OpenTelemetryLoads loads = OpenTelemetryLoads.with(TELEMETRY.getOpenTelemetry());
    private Path file = Path.of("in.csv");

    @BeforeEach
    void write() throws IOException {
        // the extension forgets all instruments before each test
        loads = OpenTelemetryLoads.with(TELEMETRY.getOpenTelemetry());
        // six records: two of one key, one that is no number
        file = Files.writeString(directory.resolve("secret-name.csv"), "id,n\n1,10\n2,20\n2,21\n3,30\n4,many\n5,50\n");
    }

    @Test
    void everyRecordIsCountedByWhatBecameOfIt() {
        upsert().run();

        List<MetricData> metrics = TELEMETRY.getMetrics();
        assertThat(sum(metrics, "leat.load.records.read")).isEqualTo(6);
        assertThat(sum(metrics, "leat.load.records.written")).isEqualTo(4);
        assertThat(sum(metrics, "leat.load.records.deduplicated")).isEqualTo(1);
        assertThat(sum(metrics, "leat.load.records.skipped")).isZero();
        assertThat(sum(metrics, "leat.load.records.rejected")).isEqualTo(1);
        assertThat(sum(metrics, "leat.load.text")).isGreaterThan(30);
        assertThat(sum(metrics, "leat.loads")).isEqualTo(1);
        assertThat(sum(metrics, "leat.loads.running")).isZero();
        assertThat(attribute(metrics, "leat.loads", "leat.outcome")).isEqualTo("COMPLETED_WITH_REJECTS");
        assertThat(attribute(metrics, "leat.load.records.rejected", "leat.reject.code"))
                .isEqualTo("CONVERSION");
        assertThat(histogram(metrics, "leat.load.duration").getCount()).isEqualTo(1);
        assertThat(histogram(metrics, "leat.load.commit.duration").getCount()).isPositive();
        assertThat(histogram(metrics, "leat.load.commit.duration").getSum()).isPositive();
    }

    @Test
    void eachLoadIsASpanBelowTheCurrentOne() {
        Span parent = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("parent")
                .startSpan();
        try (Scope scope = parent.makeCurrent()) {
            assertThat(scope).isNotNull();
            upsert().run();
        } finally {
            parent.end();
        }

        SpanData span = span();
        assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
        assertThat(span.getAttributes().get(AttributeKey.longKey("leat.records.read")))
                .isEqualTo(6);
        assertThat(span.getAttributes().get(AttributeKey.longKey("leat.records.rejected")))
                .isEqualTo(1);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("leat.sink")))
                .isEqualTo("duckdb");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("leat.mode")))
                .isEqualTo("upsert");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().asMap().values())
                .noneMatch(value -> value.toString().contains("secret-name")
                        || value.toString().contains("events"));
    }

    @Test
    void failureEndsItsSpanWithAnErrorAndWithoutItsText() {
        Load failing = load().deadLetters(DeadLetters.none());

        assertThatThrownBy(failing::run).isInstanceOf(LoadException.class);

        SpanData span = span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEmpty();
        assertThat(span.getAttributes().get(AttributeKey.stringKey("leat.outcome")))
                .isEqualTo("FAILED");
        assertThat(sum(TELEMETRY.getMetrics(), "leat.loads.running")).isZero();
    }

    @Test
    void grantedRateIsThatOfRunningLoads() {
        List<Double> whileRunning = new ArrayList<>();
        upsert().throughput(Throughput.recordsPerSecond(5_000))
                .onProgress(progress -> TELEMETRY.getMetrics().stream()
                        .filter(metric -> metric.getName().equals("leat.load.rate.granted"))
                        .flatMap(metric -> metric.getDoubleGaugeData().getPoints().stream())
                        .map(DoublePointData::getValue)
                        .forEach(whileRunning::add))
                .run();

        assertThat(whileRunning).contains(5_000.0);
        assertThat(TELEMETRY.getMetrics()).noneMatch(metric -> metric.getName().equals("leat.load.rate.granted"));
    }

    @Test
    void emptyKindIsRefused() {
        assertThatThrownBy(() -> loads.of("", WriteMode.APPEND)).hasMessageContaining("kind of sink");
    }

    private Load upsert() {
        return load().deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")));
    }

    private Load load() {
        return Load.from(FileSource.of(file))
                .cast("n", ColumnType.LONG)
                .into(RdsSink.duckdb(directory.resolve("db"))
                        .table("events")
                        .key("id")
                        .mode(WriteMode.UPSERT))
                .observe(loads.of("duckdb", WriteMode.UPSERT));
    }

    private static SpanData span() {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals("leat.load"))
                .findFirst()
                .orElseThrow();
    }

    private static MetricData metric(List<MetricData> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    private static long sum(List<MetricData> metrics, String name) {
        return metric(metrics, name).getLongSumData().getPoints().stream()
                .mapToLong(LongPointData::getValue)
                .sum();
    }

    private static String attribute(List<MetricData> metrics, String name, String key) {
        return String.valueOf(metric(metrics, name).getLongSumData().getPoints().stream()
                .findFirst()
                .orElseThrow()
                .getAttributes()
                .get(AttributeKey.stringKey(key)));
    }

    private static HistogramPointData histogram(List<MetricData> metrics, String name) {
        return metric(metrics, name).getHistogramData().getPoints().stream()
                .findFirst()
                .orElseThrow();
    }
}
