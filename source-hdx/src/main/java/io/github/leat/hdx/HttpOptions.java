package io.github.leat.hdx;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How HTTP servers are asked. Immutable.
 *
 * @param userAgent what the requests call themselves; printable ASCII
 * @param maxAttempts tries without a byte gained before a source fails, default 6
 * @param longestWait most that one wait may take, default 2 minutes; a server that asks for more is not waited for
 * @param stallTimeout time without an answer or a byte after which a connection is given up, default 1 minute
 * @param rangeBytes most bytes of one request, and of the buffer that holds them, default 4 MiB
 * @param ticker waits between tries
 */
public record HttpOptions(
        String userAgent, int maxAttempts, Duration longestWait, Duration stallTimeout, int rangeBytes, Ticker ticker) {
    /** The name of the requests unless told otherwise. */
    public static final String DEFAULT_USER_AGENT = "leat/0.1";

    private static final HttpOptions DEFAULTS = builder().build();
    private static final int LEAST_RANGE_BYTES = 1 << 10;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if a number or duration is not above 0, a range is below 1 KiB, or the user agent is
     *     empty or has other than printable ASCII characters
     */
    public HttpOptions {
        Objects.requireNonNull(ticker, "ticker");
        if (!userAgent.matches("[!-~]([ -~]*[!-~])?")) {
            throw new IllegalArgumentException("A user agent is printable ASCII text, such as my-project/1.0.");
        }
        if (maxAttempts < 1 || rangeBytes < LEAST_RANGE_BYTES) {
            throw new IllegalArgumentException("maxAttempts must be above 0 and rangeBytes at least "
                    + LEAST_RANGE_BYTES + ", got " + maxAttempts + " and " + rangeBytes);
        }
        requirePositive("longestWait", longestWait);
        requirePositive("stallTimeout", stallTimeout);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be above 0, got " + value);
        }
    }

    /** The defaults of each option. */
    public static HttpOptions defaults() {
        return DEFAULTS;
    }

    /** A builder in which everything is a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same with another name of the requests. */
    public HttpOptions withUserAgent(String value) {
        return new HttpOptions(value, maxAttempts, longestWait, stallTimeout, rangeBytes, ticker);
    }

    /** Builds {@link HttpOptions}. Refuses an option set twice. Not thread-safe. */
    public static final class Builder {
        private final Set<String> set = new HashSet<>();
        private String userAgent = DEFAULT_USER_AGENT;
        private int maxAttempts = 6;
        private Duration longestWait = Duration.ofMinutes(2);
        private Duration stallTimeout = Duration.ofMinutes(1);
        private int rangeBytes = 4 << 20;
        private Ticker ticker = Ticker.system();

        private Builder() {}

        private Builder once(String option) {
            if (!set.add(option)) {
                throw new IllegalStateException(option + " was set already");
            }
            return this;
        }

        /** What the requests call themselves; default {@value HttpOptions#DEFAULT_USER_AGENT}. */
        public Builder userAgent(String value) {
            userAgent = value;
            return once("userAgent");
        }

        /** Tries without a byte gained; default 6. */
        public Builder maxAttempts(int value) {
            maxAttempts = value;
            return once("maxAttempts");
        }

        /** Most that one wait may take; default 2 minutes. */
        public Builder longestWait(Duration value) {
            longestWait = value;
            return once("longestWait");
        }

        /** Time without an answer or a byte after which a connection is given up; default 1 minute. */
        public Builder stallTimeout(Duration value) {
            stallTimeout = value;
            return once("stallTimeout");
        }

        /** Most bytes of one request; default 4 MiB. Fewer take less memory and more requests. */
        public Builder rangeBytes(int value) {
            rangeBytes = value;
            return once("rangeBytes");
        }

        /** The clock that waits; default the system's. */
        public Builder ticker(Ticker value) {
            ticker = value;
            return once("ticker");
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if one of them is not possible
         */
        public HttpOptions build() {
            return new HttpOptions(userAgent, maxAttempts, longestWait, stallTimeout, rangeBytes, ticker);
        }
    }
}
