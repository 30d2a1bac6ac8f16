package io.github.leat.serve.internal.http;

import io.github.leat.serve.ServeOptions;
import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.api.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Who may ask. Immutable, thread-safe. */
final class Guard {
    private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final String BEARER = "bearer ";

    private final boolean isLoopback;
    private final Optional<byte[]> token;
    private final Optional<String> trustedHeader;

    Guard(ServeOptions options) {
        this.isLoopback = options.isLoopback();
        this.token = options.token().map(Guard::hash);
        this.trustedHeader = options.trustedHeader();
    }

    /** A page elsewhere could name itself as this machine (DNS rebinding): it cannot choose the Host that its browser sends. */
    void requireHost(HttpFields headers) {
        if (!isLoopback || trustedHeader.isPresent()) {
            return;
        }
        String host = headers.get(HttpHeader.HOST);
        String name = host == null
                ? ""
                : PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        if (!OURSELVES.contains(name)) {
            throw new ProblemException(Problem.of(
                    421, "Wrong host", "This server is for its own machine. Ask for http://localhost or 127.0.0.1."));
        }
    }

    void requireRight(HttpFields headers) {
        if (trustedHeader.isPresent()) {
            String value = headers.get(trustedHeader.get());
            if (value == null || value.isBlank()) {
                throw denied("Requests come through the proxy that says who asks.");
            }
        }
        if (token.isPresent()) {
            HttpField field = headers.getField(HttpHeader.AUTHORIZATION);
            String value = field == null || field.getValue() == null ? "" : field.getValue();
            boolean bearer = value.length() > BEARER.length()
                    && value.substring(0, BEARER.length())
                            .toLowerCase(Locale.ROOT)
                            .equals(BEARER);
            String given = bearer ? value.substring(BEARER.length()).strip() : "";
            // of hashes, so that neither the length nor a common beginning can be measured
            if (!MessageDigest.isEqual(hash(given), token.get())) {
                throw denied("Send the token as Authorization: Bearer TOKEN.");
            }
        }
    }

    private static ProblemException denied(String detail) {
        return new ProblemException(Problem.of(401, "Not allowed", detail));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
