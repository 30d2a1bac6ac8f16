package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.HttpOptions;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Asks servers: GET, with redirects that are safe and tries that are bounded. One client for the process, which keeps
 * connections alive. Thread-safe.
 */
public final class Fetcher {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(
                    HttpClient.Version
                            .HTTP_1_1) // ranges gain nothing by multiplexing, and resets of HTTP/2 cost all streams
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /** Answers that another try may change: RFC 9110 and RFC 6585; 500 because HDX gives it under load. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final HttpOptions options;

    /** A fetcher with these options. */
    public Fetcher(HttpOptions options) {
        this.options = options;
    }

    /** The options. */
    public HttpOptions options() {
        return options;
    }

    Attempts attempts(URI address) {
        return new Attempts(Addresses.shown(address), options);
    }

    /** Asks until there is an answer that another try would not change. */
    public Answer get(URI address, Map<String, String> headers) throws IOException {
        return get(address, headers, attempts(address));
    }

    Answer get(URI address, Map<String, String> headers, Attempts attempts) throws IOException {
        while (true) {
            Answer answer;
            try {
                answer = once(address, headers);
            } catch (SSLException e) {
                throw new SourceException(
                        Addresses.shown(address) + " cannot be read: its certificate or protocol is not accepted ("
                                + reason(e) + "). Check the address and the clock of this machine.",
                        e);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                attempts.failed(reason(e), Optional.empty(), Optional.of(e));
                continue;
            }
            if (!TRANSIENT.contains(answer.status())) {
                return answer;
            }
            answer.close();
            attempts.failed("the server answers " + answer.status(), answer.retryAfter(), Optional.empty());
        }
    }

    private Answer once(URI address, Map<String, String> headers) throws IOException {
        Redirects redirects = new Redirects(address);
        URI at = address;
        while (true) {
            Answer answer = send(at, headers, Addresses.origin(at).equals(Addresses.origin(address)));
            if (!Redirects.is(answer.status())) {
                return answer;
            }
            answer.close();
            at = redirects.follow(at, answer.header("Location").orElse(""));
        }
    }

    private Answer send(URI at, Map<String, String> headers, boolean sameOrigin) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .timeout(options.stallTimeout())
                .header("User-Agent", options.userAgent())
                .header("Accept-Encoding", "identity");
        headers.forEach((name, value) -> {
            if (sameOrigin || !name.equals("Authorization")) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<Body> response = CLIENT.send(request.build(), ignored -> new Body(options.stallTimeout()));
            return new Answer(at, response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + Addresses.shown(at) + " was asked");
        }
    }

    /** What a failure means, as the middle of a sentence; the JDK's own messages are often null. */
    static String reason(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return "its host is not known";
            }
            if (t instanceof EOFException) {
                return "the connection was closed before the end";
            }
        }
        if (failure instanceof HttpTimeoutException) {
            return "the server did not answer in time";
        }
        if (failure instanceof ConnectException) {
            return "no connection to its host";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
