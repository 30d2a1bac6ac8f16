package io.github.leat.redshift.backup.internal;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Sends calls again where that is safe. The SDK's own retries are off: it does not know that a call whose answer was lost may have done
 * its work, and it sleeps on a clock that tests cannot turn.
 *
 * <p>Waits are drawn between 0 and a bound that doubles from a second to 20 (full jitter), so that many who were throttled at once do
 * not come back at once.
 */
final class Caller {
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Ticker ticker;
    private final RandomGenerator random;

    Caller(Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
    }

    Ticker ticker() {
        return ticker;
    }

    /** A look at what became of a call. */
    interface Look<T> {
        Optional<T> look() throws InterruptedException;
    }

    /** A call that changes nothing, or the same however often it is made. */
    <A> A repeat(Call<?, A> call) throws InterruptedException {
        return change(call, Optional::empty, Set.of());
    }

    /**
     * A call that must not be made twice.
     *
     * @param done what came of it where its answer was lost; empty if it was not done
     * @param doneCodes errors by which the service says that it is done already
     */
    <A> A change(Call<?, A> call, Look<A> done, Set<String> doneCodes) throws InterruptedException {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            SdkException failure;
            try {
                return call.send();
            } catch (SdkException e) {
                failure = e;
            }
            boolean doneBefore = lost && doneCodes.contains(Failures.code(failure));
            boolean unknown = isUnknown(failure);
            if (doneBefore || unknown) {
                lost = true;
                Optional<A> found = done.look();
                if (found.isPresent()) {
                    return found.get();
                }
            }
            boolean again = unknown || doneBefore || isThrottled(failure);
            if (!again || attempt == ATTEMPTS) {
                throw Failures.of(call.action(), failure);
            }
            ticker.sleep(pause(attempt));
        }
    }

    private Duration pause(int attempt) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << (attempt - 1));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    static boolean isThrottled(SdkException e) {
        return e instanceof SdkServiceException service && service.isThrottlingException();
    }

    /** Whether the service may have done it all the same: no answer came, or one that says that something broke on the way. */
    private static boolean isUnknown(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service.statusCode() >= 500 && !isThrottled(e);
        }
        return e instanceof SdkClientException && Failures.isOnTheWay(e);
    }
}
