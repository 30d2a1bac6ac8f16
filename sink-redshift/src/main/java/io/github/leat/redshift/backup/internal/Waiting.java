package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Patience;
import io.github.leat.core.rate.Ticker;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Looks again and again until something is there, has failed, or the deadline has passed. */
public record Waiting(Ticker ticker, Patience patience, Consumer<Progress> listener) {
    /** What has just begun may not be shown yet: as the SDK's own waiters do, "not found" is no answer at first. */
    private static final int LOOKS_AT_NOTHING = 4;

    /** A look at it. */
    public interface Look<T> {
        /** What there is now. */
        Sight<T> look() throws InterruptedException;
    }

    /**
     * What is there in the end.
     *
     * @param what what is waited for, as messages name it
     * @throws BackupException if it failed, or the deadline passed
     */
    public <T> T until(String what, Look<T> look) throws InterruptedException {
        long start = ticker.nanos();
        boolean seen = false;
        for (int looks = 1; ; looks++) {
            Sight<T> sight;
            try {
                sight = look.look();
            } catch (BackupException e) {
                if (seen || looks == LOOKS_AT_NOTHING || e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
                ticker.sleep(patience.every());
                continue;
            }
            seen = true;
            Duration elapsed = Duration.ofNanos(ticker.nanos() - start);
            listener.accept(progress(what, sight, elapsed));
            switch (sight.state()) {
                case DONE -> {
                    return sight.value();
                }
                case FAILED ->
                    throw new BackupException(
                            Reason.FAILED,
                            "The " + what + " failed: its status is " + sight.status()
                                    + (sight.why().isEmpty() ? "" : " (" + sight.why() + ")")
                                    + ". Look at the events of the warehouse in the console, delete what is left of it, and"
                                    + " begin again.");
                case GOING_ON -> pause(what, sight, elapsed);
            }
        }
    }

    private void pause(String what, Sight<?> sight, Duration elapsed) throws InterruptedException {
        Duration left = patience.deadline().minus(elapsed);
        if (left.isZero() || left.isNegative()) {
            throw new BackupException(
                    Reason.DEADLINE,
                    "The " + what + " is not complete after "
                            + patience.deadline().toSeconds() + " s: its status is "
                            + sight.status()
                            + ". It goes on in the service: wait for it again, with more patience (--deadline; a restore also with --continue).");
        }
        ticker.sleep(left.compareTo(patience.every()) < 0 ? left : patience.every());
    }

    private static Progress progress(String what, Sight<?> sight, Duration elapsed) {
        Optional<Duration> remaining = sight.remaining().or(() -> byRate(sight));
        return new Progress(what, sight.status(), sight.done(), sight.total(), sight.rate(), remaining, elapsed);
    }

    private static Optional<Duration> byRate(Sight<?> sight) {
        OptionalDouble rate = sight.rate();
        if (rate.isEmpty()
                || rate.getAsDouble() <= 0
                || sight.done().isEmpty()
                || sight.total().isEmpty()) {
            return Optional.empty();
        }
        double left = Math.max(0, sight.total().getAsDouble() - sight.done().getAsDouble());
        return Optional.of(Duration.ofSeconds((long) Math.ceil(left / rate.getAsDouble())));
    }
}
