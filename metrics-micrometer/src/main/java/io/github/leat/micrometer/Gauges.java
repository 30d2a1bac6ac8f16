package io.github.leat.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is now: of all running loads of one kind and mode together. Thread-safe. */
final class Gauges {
    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger running = new AtomicInteger();
    /** What each running load may spend in a second, by the unit's name. */
    private final Map<String, Map<Object, Double>> granted = new ConcurrentHashMap<>();

    Gauges(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        Gauge.builder("leat.loads.running", running, AtomicInteger::get)
                .tags(tags)
                .description("Loads that run now")
                .register(registry);
    }

    void begin() {
        running.incrementAndGet();
    }

    /** What a load may spend; finite. */
    void grant(Object load, String unit, double perSecond) {
        granted.computeIfAbsent(unit, this::gauge).put(load, perSecond);
    }

    void end(Object load) {
        running.decrementAndGet();
        granted.values().forEach(byLoad -> byLoad.remove(load));
    }

    private Map<Object, Double> gauge(String unit) {
        Map<Object, Double> byLoad = new ConcurrentHashMap<>();
        Gauge.builder("leat.load.rate.granted", byLoad, Gauges::sum)
                .tags(tags.and("unit", unit))
                .description("What running loads may spend on their targets in a second, all together")
                .register(registry);
        return byLoad;
    }

    private static double sum(Map<Object, Double> byLoad) {
        return byLoad.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
