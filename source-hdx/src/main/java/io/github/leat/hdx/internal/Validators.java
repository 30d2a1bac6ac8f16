package io.github.leat.hdx.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a server said about an object when it was fetched: enough to ask whether it changed since. */
public record Validators(Optional<String> etag, Optional<Instant> lastModified) {
    /** RFC 9110 wants two digits for the day, which the JDK's RFC_1123_DATE_TIME does not write. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Whether there is anything to ask with. */
    public boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }

    Map<String, String> conditions() {
        Map<String, String> headers = new HashMap<>();
        etag.ifPresent(value -> headers.put("If-None-Match", value));
        lastModified.ifPresent(value -> headers.put("If-Modified-Since", httpDate(value)));
        return headers;
    }

    static String httpDate(Instant at) {
        return HTTP_DATE.format(at);
    }
}
