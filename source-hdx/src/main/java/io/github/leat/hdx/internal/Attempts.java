package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.HttpOptions;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries of one request: waits between them with full jitter, a random share of a wait that doubles from half a second up to 20
 * seconds, or as long as the server asks. Used by one thread.
 */
final class Attempts {
    private static final long FIRST_NANOS = 500_000_000L;
    private static final long LONGEST_NANOS = 20_000_000_000L;
    private static final int MAX_DOUBLINGS = 16;

    private final String name;
    private final HttpOptions options;
    private int failed;

    Attempts(String name, HttpOptions options) {
        this.name = name;
        this.options = options;
    }

    /** Bytes came: tries are counted anew. */
    void progressed() {
        failed = 0;
    }

    /**
     * Waits for the next try.
     *
     * @param what what happened, as the middle of a sentence
     * @throws SourceException if there is to be none
     */
    void failed(String what, Optional<Duration> asked, Optional<Throwable> cause) throws InterruptedIOException {
        failed++;
        if (failed >= options.maxAttempts()) {
            throw withCause(
                    new SourceException(name + " cannot be read: " + what + " (" + failed
                            + " tries). Try again later; if" + " it goes on, look at the address in a browser."),
                    cause);
        }
        if (asked.isPresent() && asked.get().compareTo(options.longestWait()) > 0) {
            throw withCause(
                    new SourceException(name + " cannot be read now: " + what + " and asks to wait for "
                            + asked.get().toSeconds() + " s. Run it again after that time."),
                    cause);
        }
        long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failed - 1, MAX_DOUBLINGS));
        long jitter = ThreadLocalRandom.current().nextLong(most);
        Duration wait = asked.map(value -> value.plusNanos(Math.min(jitter, FIRST_NANOS)))
                .orElse(Duration.ofNanos(Math.min(jitter, options.longestWait().toNanos())));
        try {
            options.ticker().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to ask " + name + " again");
        }
    }

    private static SourceException withCause(SourceException failure, Optional<Throwable> cause) {
        cause.ifPresent(failure::initCause);
        return failure;
    }
}
