package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** CKAN's action API: one call, its envelope opened. Thread-safe. */
public final class Catalogue {
    private static final int MAX_ANSWER_BYTES = 128 << 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final URI base;
    private final Fetcher fetcher;
    private final Optional<String> token;
    private final long spacingNanos;
    private long nextCall;
    private boolean called;

    /** @param callsPerSecond most calls that begin in a second, on average */
    public Catalogue(URI base, Fetcher fetcher, Optional<String> token, double callsPerSecond) {
        this.base = base;
        this.fetcher = fetcher;
        this.token = token;
        this.spacingNanos = (long) (NANOS_PER_SECOND / callsPerSecond);
    }

    /**
     * Calls an action.
     *
     * @return its result; empty if it says that there is no such thing
     * @throws SourceException if the answer is none, or an error
     */
    public Optional<Json> call(String action, Map<String, String> parameters) throws IOException {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
        URI address = URI.create(base.toString().replaceFirst("/+$", "") + "/api/3/action/" + action + "?" + query);
        space();
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        token.ifPresent(value -> headers.put("Authorization", value));
        Attempts attempts = fetcher.attempts(address);
        while (true) {
            try (Answer answer = fetcher.get(address, headers, attempts)) {
                return opened(address, answer, answer.stream().readNBytes(MAX_ANSWER_BYTES));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                attempts.failed(Fetcher.reason(e), Optional.empty(), Optional.of(e));
            }
        }
    }

    private static Optional<Json> opened(URI address, Answer answer, byte[] body) {
        String name = Addresses.shown(address);
        Json envelope;
        try {
            envelope = Json.parse(body);
        } catch (IOException e) {
            if (answer.status() >= 400) {
                throw Refusals.of(address, answer);
            }
            throw new SourceException(
                    name + " answers with " + (answer.isHtml() ? "a web page (HTML)" : "something else")
                            + " instead of JSON. Check that the address of the catalogue is one of a CKAN site, such as"
                            + " https://data.humdata.org, and that no login page or proxy is between.");
        }
        if (envelope.get("success").isTrue()) {
            return Optional.of(envelope.get("result"));
        }
        Json error = envelope.get("error");
        String type = error.get("__type").text().orElse("");
        if (type.equals("Not Found Error") || answer.status() == 404) {
            return Optional.empty();
        }
        String message = error.get("message").text().orElse("status " + answer.status());
        throw new SourceException(name + " is refused by the catalogue: " + io.github.leat.core.Excerpt.of(message)
                + (type.isEmpty() ? "" : " (" + type + ")") + ". "
                + (type.equals("Authorization Error")
                        ? "It is not public: an API token of an account that may see it is needed."
                        : "Check what was asked for."));
    }

    /** Waits until the next call may begin. */
    private void space() throws InterruptedIOException {
        Ticker ticker = fetcher.options().ticker();
        long wait;
        synchronized (this) {
            long now = ticker.nanos();
            long begin = called && nextCall - now > 0 ? nextCall : now;
            called = true;
            nextCall = begin + spacingNanos;
            wait = begin - now;
        }
        try {
            ticker.sleep(Duration.ofNanos(wait));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the catalogue was asked");
        }
    }
}
