package io.github.leat.core.load;

import io.github.leat.core.load.LoadPlan.Verdict;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides by versions whether an object is to be loaded: versions beat the order in which loads come. */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(LoadId load, Optional<LedgerEntry> ledger) {
        if (load.version().isEmpty()
                || ledger.isEmpty()
                || ledger.get().version().isEmpty()) {
            return Verdict.LOAD;
        }
        String wanted = load.version().get();
        String known = ledger.get().version().get();
        if (wanted.equals(known)) {
            return ledger.get().completed() ? Verdict.ALREADY_LOADED : Verdict.RESUME;
        }
        Optional<Instant> wantedAt = instantOf(wanted);
        Optional<Instant> knownAt = instantOf(known);
        return wantedAt.isPresent() && knownAt.isPresent() && wantedAt.get().isBefore(knownAt.get())
                ? Verdict.STALE
                : Verdict.LOAD;
    }

    /** Whether the ledger has another version of the same instant: neither is known to be the newer one. */
    static boolean isOpen(LoadId load, Optional<LedgerEntry> ledger) {
        Optional<String> known = ledger.flatMap(LedgerEntry::version);
        if (load.version().isEmpty() || known.isEmpty() || known.equals(load.version())) {
            return false;
        }
        Optional<Instant> wantedAt = instantOf(load.version().get());
        return wantedAt.isPresent() && wantedAt.equals(instantOf(known.get()));
    }

    /**
     * What another load did after this one was planned, so that nothing is left to do.
     *
     * @param found what the ledger says now
     * @param isOlder whether the source has been changed since; asked only where versions do not tell
     */
    static Optional<LoadOutcome> doneMeanwhile(LoadPlan plan, Optional<LedgerEntry> found, BooleanSupplier isOlder) {
        if (isOpen(plan.load(), found) && isOlder.getAsBoolean()) {
            return Optional.of(LoadOutcome.STALE_VERSION);
        }
        if (found.equals(plan.ledger())) {
            return Optional.empty();
        }
        return switch (of(plan.load(), found)) {
            case ALREADY_LOADED -> Optional.of(LoadOutcome.ALREADY_LOADED);
            case STALE -> Optional.of(LoadOutcome.STALE_VERSION);
            case LOAD, RESUME -> Optional.empty();
        };
    }

    /** The instant that a version begins with, up to a slash. */
    private static Optional<Instant> instantOf(String version) {
        int slash = version.indexOf('/');
        try {
            return Optional.of(Instant.parse(slash < 0 ? version : version.substring(0, slash)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
