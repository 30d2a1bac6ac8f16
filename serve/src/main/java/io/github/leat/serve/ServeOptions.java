package io.github.leat.serve;

import io.github.leat.rds.RdsDatabase;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is served, where, and to whom. Immutable.
 *
 * @param database what is read
 * @param host the address to listen at; only this machine without a token or a trusted header
 * @param port 0 for any free one
 * @param token what requests must bring as {@code Authorization: Bearer …}, 16 characters at least
 * @param trustedHeader the header that a reverse proxy sets when it has let someone in, such as {@code X-Forwarded-User}; whoever
 *     can reach the port past the proxy can set it, too
 * @param showPaths whether sources are shown with the directories they were loaded from; default false: the last part alone
 * @param limits what may be asked for
 */
public record ServeOptions(
        RdsDatabase database,
        String host,
        int port,
        Optional<String> token,
        Optional<String> trustedHeader,
        boolean showPaths,
        ServeLimits limits) {
    /** Where it listens unless told otherwise. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Its port unless told otherwise. */
    public static final int DEFAULT_PORT = 8080;

    private static final int SHORTEST_TOKEN = 16;
    private static final int LARGEST_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]*");

    /** @throws IllegalArgumentException if others could reach it without being asked who they are, or a value is none */
    public ServeOptions {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("A port is a number from 0 to " + LARGEST_PORT + ", got " + port
                    + ". Leave it out for " + DEFAULT_PORT + ".");
        }
        if (token.isPresent()
                && (token.get().length() < SHORTEST_TOKEN
                        || !TOKEN.matcher(token.get()).matches())) {
            throw new IllegalArgumentException("The token must have " + SHORTEST_TOKEN
                    + " characters or more, all of ASCII and no blanks. Make one with openssl rand -hex 32.");
        }
        if (trustedHeader.isPresent() && !HEADER.matcher(trustedHeader.get()).matches()) {
            throw new IllegalArgumentException(
                    "The trusted header must be the name of a header such as X-Forwarded-User.");
        }
        if (!isLoopback(host) && token.isEmpty() && trustedHeader.isEmpty()) {
            throw new IllegalArgumentException("Listening at " + host + " would let everybody on the network read the"
                    + " tables. Give a token or a trusted header, or leave the host out to serve this machine alone.");
        }
    }

    /** For this machine alone, with the default port and limits. */
    public static ServeOptions of(RdsDatabase database) {
        return new ServeOptions(
                database, DEFAULT_HOST, DEFAULT_PORT, Optional.empty(), Optional.empty(), false, ServeLimits.DEFAULT);
    }

    /** Whether nobody but this machine can reach it. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The same on another port. */
    public ServeOptions withPort(int other) {
        return new ServeOptions(database, host, other, token, trustedHeader, showPaths, limits);
    }

    /** The same with other limits. */
    public ServeOptions withLimits(ServeLimits other) {
        return new ServeOptions(database, host, port, token, trustedHeader, showPaths, other);
    }

    /** The same with or without the directories of sources. */
    public ServeOptions withShowPaths(boolean other) {
        return new ServeOptions(database, host, port, token, trustedHeader, other, limits);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServeOptions[" + database.name() + " at " + host + ":" + port + "]";
    }
}
