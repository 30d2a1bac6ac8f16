package io.github.leat.benchmarks.soak;

import io.github.leat.core.LoadException;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a load ended.
 *
 * @param report if it did not fail, here
 * @param failure if it did
 * @param isStopped whether it is to be run again
 */
record Attempt(Optional<LoadReport> report, @Nullable Throwable failure, boolean isStopped) {
    /** Runs it here. */
    static Attempt of(Load load) {
        try {
            LoadReport report = load.run();
            return new Attempt(Optional.of(report), null, report.outcome() == LoadOutcome.STOPPED_AT_DEADLINE);
        } catch (LoadException e) {
            return new Attempt(Optional.empty(), e, true);
        }
    }

    /** It ran in another process, which tells nothing. */
    static Attempt elsewhere(boolean killed) {
        return new Attempt(Optional.empty(), null, killed);
    }

    /** Runs it on a thread that is interrupted after some time: a service that is shut down, a job that is taken back. */
    static Attempt interrupted(Load load, long afterMillis) throws InterruptedException {
        AtomicReference<Attempt> attempt = new AtomicReference<>();
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        Thread thread = new Thread(() -> attempt.set(of(load)), "soak-cancelled");
        thread.setUncaughtExceptionHandler((any, thrown) -> unexpected.set(thrown));
        thread.start();
        thread.join(Math.max(1, afterMillis));
        thread.interrupt();
        thread.join();
        if (unexpected.get() != null) {
            throw new SoakFailure("a load that was interrupted threw what is no LoadException", unexpected.get());
        }
        return Objects.requireNonNull(attempt.get(), "the load ended in no way");
    }

    /** Whether everything is in the target now. */
    boolean isComplete() {
        return report.filter(done -> done.outcome() == LoadOutcome.COMPLETED
                        || done.outcome() == LoadOutcome.COMPLETED_WITH_REJECTS
                        || done.outcome() == LoadOutcome.ALREADY_LOADED)
                .isPresent();
    }

    String describe() {
        return report.map(done -> done.outcome().toString())
                .orElse(failure == null ? "ran in another process" : failure.toString());
    }
}
