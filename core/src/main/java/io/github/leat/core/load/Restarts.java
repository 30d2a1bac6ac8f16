package io.github.leat.core.load;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.load.internal.Backoff;
import io.github.leat.core.sink.LedgerEntry;
import java.util.Optional;

/**
 * Runs a load again after a failure that undid what was not committed, such as a lost connection: from its last commit, as a
 * new process would. Each commit that a run reaches begins the count of attempts anew.
 *
 * <p>Only objects with a version are run again: without one, the ledger cannot tell where to go on.
 */
final class Restarts {
    private final Load load;
    private final long startedAt;
    private final long deadlineNanos;

    Restarts(Load load) {
        this.load = load;
        this.startedAt = load.ticker.nanos();
        this.deadlineNanos =
                load.deadline.map(time -> startedAt + time.toNanos()).orElse(startedAt + Long.MAX_VALUE / 2);
    }

    LoadReport run(LoadPlan plan) {
        LoadRun run = new LoadRun(load, load.sink(), plan, startedAt);
        Backoff backoff = new Backoff(load.maxAttempts, deadlineNanos, load.ticker);
        boolean planned = true;
        LoadPlan next = plan;
        while (true) {
            try {
                if (!planned) {
                    next = new Planning(load, plan.load()).again(plan);
                    planned = true;
                    Optional<LedgerEntry> done = next.ledger().filter(entry -> isOwn(entry, plan));
                    run = new LoadRun(load, load.sink(), next, startedAt);
                    if (done.isPresent()) {
                        return run.completedAs(done.get().checkpoint());
                    }
                }
                return run.run();
            } catch (TransientSinkException e) {
                if (planned && run.committed().isPresent()) {
                    backoff.reset();
                }
                if (plan.load().version().isEmpty() || !backoff.await()) {
                    run.fail(e);
                    throw e;
                }
                planned = false;
            }
        }
    }

    /** Whether the ledger says that this load, begun by this process or resumed by it, has completed. */
    private static boolean isOwn(LedgerEntry entry, LoadPlan first) {
        String id = first.verdict() == LoadPlan.Verdict.RESUME
                ? first.ledger().map(LedgerEntry::loadId).orElse(first.load().id())
                : first.load().id();
        return entry.completed() && entry.loadId().equals(id);
    }
}
