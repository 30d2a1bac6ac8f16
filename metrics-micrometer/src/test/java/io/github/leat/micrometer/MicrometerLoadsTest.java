package io.github.leat.micrometer;

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
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicrometerLoadsTest {
    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerLoads loads = MicrometerLoads.in(registry);
    private Path file = Path.of("in.csv");

    @BeforeEach
    void write() throws IOException {
        // six records: two of one key, one that is no number
        file = Files.writeString(directory.resolve("secret-name.csv"), "id,n\n1,10\n2,20\n2,21\n3,30\n4,many\n5,50\n");
    }

    @Test
    void everyRecordIsCountedByWhatBecameOfIt() {
        upsert().run();

        assertThat(counter("leat.load.records.read")).isEqualTo(6);
        assertThat(counter("leat.load.records.written")).isEqualTo(4);
        assertThat(counter("leat.load.records.deduplicated")).isEqualTo(1);
        assertThat(counter("leat.load.records.skipped")).isZero();
        assertThat(registry.get("leat.load.records.rejected")
                        .tags("code", "CONVERSION")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(counter("leat.load.text")).isGreaterThan(30);
        assertThat(registry.get("leat.loads")
                        .tags("sink", "duckdb", "mode", "upsert", "outcome", "COMPLETED_WITH_REJECTS")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("leat.load.duration").timer().count()).isEqualTo(1);
        assertThat(registry.get("leat.load.commit.duration").timer().count()).isPositive();
        assertThat(registry.get("leat.load.commit.duration").timer().totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(registry.get("leat.loads.running").gauge().value()).isZero();
    }

    @Test
    void loadThatFindsNothingToDoCountsNoRecords() {
        upsert().run();
        upsert().run();

        assertThat(counter("leat.load.records.read")).isEqualTo(6);
        assertThat(counter("leat.load.records.written")).isEqualTo(4);
        assertThat(registry.get("leat.loads")
                        .tags("outcome", "ALREADY_LOADED")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void failureIsCountedAndNothingRunsOn() {
        Load failing = load().deadLetters(DeadLetters.none());

        assertThatThrownBy(failing::run).isInstanceOf(LoadException.class);

        assertThat(registry.get("leat.loads")
                        .tags("outcome", "FAILED")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("leat.loads.running").gauge().value()).isZero();
    }

    @Test
    void grantedRateIsThatOfRunningLoads() {
        List<Double> whileRunning = new ArrayList<>();
        upsert().throughput(Throughput.recordsPerSecond(5_000))
                .onProgress(progress -> registry.find("leat.load.rate.granted")
                        .gauges()
                        .forEach(gauge -> whileRunning.add(gauge.value())))
                .run();

        assertThat(whileRunning).contains(5_000.0);
        assertThat(registry.get("leat.load.rate.granted")
                        .tags("unit", "records")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void tagsAreOfAFewWords() {
        upsert().run();

        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getValue))
                .isNotEmpty()
                .noneMatch(value -> value.contains("secret-name") || value.contains("events"));
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

    private double counter(String name) {
        return registry.get(name).counter().count();
    }
}
