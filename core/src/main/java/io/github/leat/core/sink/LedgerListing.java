package io.github.leat.core.sink;

import java.util.List;
import java.util.Objects;

/**
 * What a target's ledger holds. Immutable.
 *
 * @param ledger what people call the ledger, such as {@code public._leat_ledger}
 * @param exists whether it is there; if not, nothing was loaded yet
 * @param loads by table and source
 */
public record LedgerListing(String ledger, boolean exists, List<KnownLoad> loads) {
    /** Copies the list. */
    public LedgerListing {
        Objects.requireNonNull(ledger, "ledger");
        loads = List.copyOf(loads);
    }

    /** One that is not there. */
    public static LedgerListing missing(String ledger) {
        return new LedgerListing(ledger, false, List.of());
    }
}
