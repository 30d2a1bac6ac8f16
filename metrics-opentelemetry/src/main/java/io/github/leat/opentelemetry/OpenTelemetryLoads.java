package io.github.leat.opentelemetry;

import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.sink.WriteMode;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import java.util.Objects;

/**
 * Counts and times loads, and makes a span of each, whose parent is the span that is current where the load is run.
 *
 * <pre>{@code
 * OpenTelemetryLoads loads = OpenTelemetryLoads.with(openTelemetry);
 * Load.from(source).into(sink).observe(loads.of("postgresql", WriteMode.UPSERT)).run();
 * }</pre>
 *
 * <p>The instruments, their units and attributes are in docs/operations.md. No attribute holds a name of a source or table, a value of a record,
 * or an error's text. Keep one for an {@code OpenTelemetry}. Thread-safe.
 */
public final class OpenTelemetryLoads {
    private static final String SCOPE = "io.github.leat";

    private final Tracer tracer;
    private final Instruments instruments;

    private OpenTelemetryLoads(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer(SCOPE);
        instruments = new Instruments(openTelemetry.getMeter(SCOPE));
    }

    /** Instruments of its meter, spans of its tracer. */
    public static OpenTelemetryLoads with(OpenTelemetry openTelemetry) {
        return new OpenTelemetryLoads(Objects.requireNonNull(openTelemetry, "openTelemetry"));
    }

    /**
     * The observer of one load; each load needs one of its own.
     *
     * @param sink the kind of target, such as {@code duckdb}: becomes an attribute, so give one of a few words and not a table's name
     * @param mode how the load writes
     * @throws IllegalArgumentException if the kind is empty
     */
    public LoadObserver of(String sink, WriteMode mode) {
        if (sink.isEmpty()) {
            throw new IllegalArgumentException("The kind of sink is empty. Name it, such as duckdb.");
        }
        Attributes attributes = Attributes.of(
                Instruments.SINK,
                sink,
                Instruments.MODE,
                mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new LoadTelemetry(tracer, instruments, attributes);
    }
}
