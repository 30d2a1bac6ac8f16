package io.github.leat.micrometer;

import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.sink.WriteMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times loads in a registry.
 *
 * <pre>{@code
 * MicrometerLoads loads = MicrometerLoads.in(registry);
 * Load.from(source).into(sink).observe(loads.of("postgresql", WriteMode.UPSERT)).run();
 * }</pre>
 *
 * <p>The meters, their units and tags are in docs/operations.md. No tag holds a name of a source or table, or a value of a record. Keep one for a
 * registry: its gauges are shared by the loads that it observes. Thread-safe.
 */
public final class MicrometerLoads {
    private final MeterRegistry registry;
    private final Map<Tags, Gauges> gauges = new ConcurrentHashMap<>();

    private MicrometerLoads(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters of a registry. */
    public static MicrometerLoads in(MeterRegistry registry) {
        return new MicrometerLoads(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * The observer of one load; each load needs one of its own.
     *
     * @param sink the kind of target, such as {@code duckdb}: becomes a tag, so give one of a few words and not a table's name
     * @param mode how the load writes
     * @throws IllegalArgumentException if the kind is empty
     */
    public LoadObserver of(String sink, WriteMode mode) {
        if (sink.isEmpty()) {
            throw new IllegalArgumentException("The kind of sink is empty. Name it, such as duckdb.");
        }
        Tags tags = Tags.of(
                Tag.of("sink", sink),
                Tag.of("mode", mode.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return new LoadMeters(registry, tags, gauges.computeIfAbsent(tags, same -> new Gauges(registry, same)));
    }
}
