package io.github.leat.hdx.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as CKAN writes them: ISO 8601, in UTC without saying so. */
public final class Times {
    private Times() {}

    /** The instant, if it is one. */
    public static Optional<Instant> ckan(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z") || text.contains("+")
                            ? java.time.OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
