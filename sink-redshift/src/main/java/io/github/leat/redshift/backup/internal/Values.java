package io.github.leat.redshift.backup.internal;

import io.github.leat.redshift.backup.Retention;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the SDK returns as null or -1, as what it means. */
final class Values {
    private Values() {}

    /** Megabytes and rates: negative is not known. */
    static OptionalDouble amount(@Nullable Number value) {
        return value == null || value.doubleValue() < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.doubleValue());
    }

    static Optional<Duration> seconds(@Nullable Long value) {
        return value == null || value < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(value));
    }

    static OptionalInt days(@Nullable Integer value) {
        return value == null || value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static Optional<Retention> retention(@Nullable Integer value) {
        if (value == null || (value != -1 && (value < 1 || value > Retention.MAX_DAYS))) {
            return Optional.empty();
        }
        return Optional.of(new Retention(value));
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
