package io.github.leat.hdx.internal;

import java.io.Closeable;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server answered, after redirects.
 *
 * @param address who answered
 * @param body to be closed, also unread
 */
public record Answer(URI address, int status, HttpHeaders headers, Body body) implements Closeable {
    /** The bytes. */
    public InputStream stream() {
        return body;
    }

    /** A header, if it is there and not blank. */
    public Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** When the object was last changed, if the server says so in the form of RFC 9110. */
    public Optional<Instant> lastModified() {
        return header("Last-Modified").flatMap(Answer::instant);
    }

    /** Length of the body, if the server says it. */
    public OptionalLong length() {
        return number(header("Content-Length").orElse(""));
    }

    /** Whether the server says that it is a web page. */
    public boolean isHtml() {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /** How long the server asks to wait: seconds, or until a time. */
    Optional<Duration> retryAfter() {
        String value = header("Retry-After").orElse("");
        OptionalLong seconds = number(value);
        if (seconds.isPresent()) {
            return Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), Integer.MAX_VALUE)));
        }
        // by the server's own clock where it tells the time
        Instant now = header("Date").flatMap(Answer::instant).orElseGet(Instant::now);
        return instant(value)
                .map(at -> Duration.between(now, at))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
