package io.github.leat.testkit.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A snapshot that is a quarter further at each look. */
final class StubSnapshot {
    static final int LOOKS = 4;

    /** In megabytes a second; the stub's own. */
    private static final double RATE = 25;

    final String name;
    final String warehouse;
    final String type;
    final long megabytes;
    final Map<String, String> tags;
    final Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    int retention;
    private final boolean fails;
    private int looks;

    StubSnapshot(
            String name,
            String warehouse,
            String type,
            long megabytes,
            int retention,
            Map<String, String> tags,
            boolean fails) {
        this.name = name;
        this.warehouse = warehouse;
        this.type = type;
        this.megabytes = megabytes;
        this.retention = retention;
        this.tags = tags;
        this.fails = fails;
    }

    StubSnapshot complete() {
        looks = LOOKS;
        return this;
    }

    void look() {
        if (status().equals("creating")) {
            looks++;
        }
    }

    String status() {
        if (fails && looks >= 2) {
            return "failed";
        }
        return looks < LOOKS ? "creating" : "available";
    }

    double done() {
        return (double) megabytes * Math.min(looks, LOOKS) / LOOKS;
    }

    double rate() {
        return status().equals("creating") ? RATE : 0;
    }

    long remaining() {
        return status().equals("creating") ? Math.round((megabytes - done()) / RATE) : 0;
    }
}
