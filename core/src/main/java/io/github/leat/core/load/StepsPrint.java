package io.github.leat.core.load;

import io.github.leat.core.SchemaException;
import io.github.leat.core.load.LoadPlan.Verdict;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The end of a load's id, by which the ledger tells what the records went through: {@code UUID.print}. So every target keeps it
 * without a column of its own. Ids without one, as earlier versions wrote them, fit everything.
 */
final class StepsPrint {
    private static final Pattern PRINTED = Pattern.compile(".*\\.[0-9a-f]{8}");

    private StepsPrint() {}

    /** A new load's id. */
    static LoadId create(String source, Optional<String> version, String print) {
        return new LoadId(UUID.randomUUID() + "." + print, source, version);
    }

    /** Whether an entry's load did the same with its records, as far as is known. */
    static boolean fits(LedgerEntry entry, String print) {
        return !PRINTED.matcher(entry.loadId()).matches() || entry.loadId().endsWith("." + print);
    }

    /** Whether the loads of two ids are known to have done different things with their records. */
    static boolean differ(String oneId, String otherId) {
        return PRINTED.matcher(oneId).matches()
                && PRINTED.matcher(otherId).matches()
                && !oneId.substring(oneId.lastIndexOf('.')).equals(otherId.substring(otherId.lastIndexOf('.')));
    }

    /** @throws SchemaException if a load would go on where another one, that did other things with its records, stopped */
    static void requireSame(Verdict verdict, Optional<LedgerEntry> ledger, String print, String source, String target) {
        if (verdict == Verdict.RESUME && ledger.isPresent() && !fits(ledger.get(), print)) {
            throw new SchemaException(source + ": an interrupted load of this version into " + target
                    + " selected, changed or filtered its records otherwise, so going on would mix the two. Run it with"
                    + " the options it was begun with, or load into another table, or give the source a new version.");
        }
    }
}
