package io.github.leat.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All instruments; each has the attributes sink and mode, some one more. Thread-safe. */
final class Instruments {
    static final AttributeKey<String> SINK = AttributeKey.stringKey("leat.sink");
    static final AttributeKey<String> MODE = AttributeKey.stringKey("leat.mode");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("leat.outcome");
    static final AttributeKey<String> CODE = AttributeKey.stringKey("leat.reject.code");
    static final AttributeKey<String> UNIT = AttributeKey.stringKey("leat.unit");

    final LongCounter read;
    final LongCounter written;
    final LongCounter deduplicated;
    final LongCounter rejected;
    final LongCounter skipped;
    final LongCounter text;
    final LongCounter loads;
    final LongCounter throttledRequests;
    final LongUpDownCounter running;
    final DoubleHistogram duration;
    final DoubleHistogram commit;
    final DoubleHistogram throttled;
    private final Map<Object, Granted> granted = new ConcurrentHashMap<>();

    /** What one running load may spend in a second. */
    private record Granted(Attributes attributes, double perSecond) {}

    Instruments(Meter meter) {
        read = records(meter, "read", "Records read");
        written = records(meter, "written", "Records that are in the target");
        deduplicated = records(meter, "deduplicated", "Records dropped for another of the same key");
        rejected = records(meter, "rejected", "Records kept as dead letters, by reason");
        skipped = records(meter, "skipped", "Records not written on purpose");
        text = meter.counterBuilder("leat.load.text")
                .setUnit("By")
                .setDescription("Text of the records read")
                .build();
        loads = meter.counterBuilder("leat.loads")
                .setUnit("{load}")
                .setDescription("Loads that ended, by outcome")
                .build();
        throttledRequests = meter.counterBuilder("leat.load.throttled.requests")
                .setUnit("{request}")
                .setDescription("How often targets said that loads are too fast")
                .build();
        running = meter.upDownCounterBuilder("leat.loads.running")
                .setUnit("{load}")
                .setDescription("Loads that run now")
                .build();
        duration = seconds(meter, "leat.load.duration", "Loads from their plan to their end");
        commit = seconds(meter, "leat.load.commit.duration", "Commits of targets, the last with its merge");
        throttled = seconds(
                meter,
                "leat.load.throttled",
                "Time that writers waited to keep the throughput, all of a load together");
        meter.gaugeBuilder("leat.load.rate.granted")
                .setDescription("What running loads may spend on their targets in a second, all together")
                .buildWithCallback(gauge -> granted.values().stream()
                        .collect(Collectors.groupingBy(
                                Granted::attributes, Collectors.summingDouble(Granted::perSecond)))
                        .forEach((attributes, sum) -> gauge.record(sum, attributes)));
    }

    void grant(Object load, Attributes attributes, double perSecond) {
        granted.put(load, new Granted(attributes, perSecond));
    }

    void end(Object load) {
        granted.remove(load);
    }

    private static LongCounter records(Meter meter, String what, String description) {
        return meter.counterBuilder("leat.load.records." + what)
                .setUnit("{record}")
                .setDescription(description)
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .build();
    }
}
