package io.github.leat.serve.query;

import java.util.Locale;
import java.util.Optional;

/** The stretches of time that rows can be grouped by; weeks begin on Monday, instants are those of UTC. */
public enum Bucket {
    /** From the first of January. */
    YEAR,
    /** Three months. */
    QUARTER,
    /** From the first of a month. */
    MONTH,
    /** From a Monday. */
    WEEK,
    /** A day. */
    DAY,
    /** An hour; not of dates. */
    HOUR;

    /** As requests name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name. */
    public static Optional<Bucket> of(String text) {
        for (Bucket bucket : values()) {
            if (bucket.text().equals(text)) {
                return Optional.of(bucket);
            }
        }
        return Optional.empty();
    }
}
