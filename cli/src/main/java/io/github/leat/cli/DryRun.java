package io.github.leat.cli;

import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadPlan.Verdict;

/** How a load would end if nothing went wrong. */
final class DryRun {
    private DryRun() {}

    static LoadOutcome outcome(Verdict verdict) {
        return switch (verdict) {
            case LOAD, RESUME -> LoadOutcome.COMPLETED;
            case ALREADY_LOADED -> LoadOutcome.ALREADY_LOADED;
            case STALE -> LoadOutcome.STALE_VERSION;
        };
    }
}
