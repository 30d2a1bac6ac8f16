package io.github.leat.rds.internal;

import io.github.leat.rds.TokenSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that can be told from each other: what they are for, and which one of this process they are. */
public final class CountedTokens implements TokenSource {
    private static final AtomicInteger MADE = new AtomicInteger();

    /** The last number given. */
    public static int made() {
        return MADE.get();
    }

    /** The token of this number. */
    public static String token(int number, String user, String region) {
        return "token " + number + " of " + user + " in " + region;
    }

    @Override
    public String token(String host, int port, String user, Optional<String> region) {
        return token(MADE.incrementAndGet(), user, region.orElse("none"));
    }
}
