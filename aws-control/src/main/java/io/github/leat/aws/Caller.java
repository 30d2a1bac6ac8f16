package io.github.leat.aws;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends calls again where that is safe. The SDK's own retries are off: it does not know that a call whose answer was lost may have done
 * its work, and it sleeps on a clock that tests cannot turn.
 *
 * <p>Waits are drawn between 0 and a bound that doubles from a second to 20 (full jitter), so that many who were throttled at once do
 * not come back at once.
 */
public final class Caller {
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Ticker ticker;
    private final RandomGenerator random;
    private final Function<CallFailure, ? extends RuntimeException> words;

    /**
     * A caller.
     *
     * @param ticker the clock that waits
     * @param random where the jitter comes from
     * @param words what is thrown of a failure
     */
    public Caller(Ticker ticker, RandomGenerator random, Function<CallFailure, ? extends RuntimeException> words) {
        this.ticker = ticker;
        this.random = random;
        this.words = words;
    }

    /** The clock that waits. */
    public Ticker ticker() {
        return ticker;
    }

    /** A look at what became of a call. */
    public interface Look<T> {
        /** What came of it; empty if nothing did. */
        Optional<T> look() throws InterruptedException;
    }

    /** A call that changes nothing, or the same however often it is made. */
    public <A> A repeat(Call<?, A> call) throws InterruptedException {
        return change(call, Optional::empty, Set.of());
    }

    /**
     * A call that must not be made twice.
     *
     * @param done what came of it where its answer was lost; empty if it was not done
     * @param doneCodes errors by which the service says that it is done already
     */
    public <A> A change(Call<?, A> call, Look<A> done, Set<String> doneCodes) throws InterruptedException {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            SdkException failure;
            try {
                return call.send();
            } catch (SdkException e) {
                failure = e;
            }
            boolean doneBefore = lost && doneCodes.contains(CallFailure.code(failure));
            boolean unknown = isUnknown(failure);
            if (doneBefore || unknown) {
                lost = true;
                Optional<A> found = done.look();
                if (found.isPresent()) {
                    return found.get();
                }
            }
            boolean again = unknown || doneBefore || CallFailure.isThrottled(failure);
            if (!again || attempt == ATTEMPTS) {
                throw words.apply(CallFailure.of(call.action(), failure));
            }
            ticker.sleep(pause(attempt));
        }
    }

    private Duration pause(int attempt) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << (attempt - 1));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    /** Whether the service may have done it all the same: no answer came, or one that says that something broke on the way. */
    private static boolean isUnknown(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service.statusCode() >= 500 && !CallFailure.isThrottled(e);
        }
        return e instanceof SdkClientException && CallFailure.isOnTheWay(e);
    }
}
