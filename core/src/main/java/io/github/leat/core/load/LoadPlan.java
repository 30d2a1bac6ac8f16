package io.github.leat.core.load;

import io.github.leat.core.infer.Layout;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.transform.Transform;
import java.util.Optional;

/**
 * What a load would do, found without writing anything. Immutable.
 *
 * @param load the object and its version
 * @param layout what the source is, with the evidence
 * @param reading what makes the source's records those of {@code schema}: names, trimming, NULLs, constants, contracts
 * @param schema the columns to load, as inferred or declared, before the target was asked; computed and lineage columns follow
 * @param sinkPlan the columns as the target wants them, and the exact statements
 * @param ledger what the target knows of the object
 * @param verdict what running would do
 * @param member how the source differs from the others that are loaded together; empty if it is loaded alone
 */
public record LoadPlan(
        LoadId load,
        Layout layout,
        Transform reading,
        Schema schema,
        SinkPlan sinkPlan,
        Optional<LedgerEntry> ledger,
        Verdict verdict,
        Optional<UnifiedSchema.Member> member) {

    /**
     * Whether this version is loaded already by a load that selected, changed or filtered its records otherwise than this one
     * would; false also where the ledger does not tell.
     */
    public boolean isLoadedOtherwise() {
        return verdict == Verdict.ALREADY_LOADED
                && ledger.filter(entry -> StepsPrint.differ(entry.loadId(), load.id()))
                        .isPresent();
    }

    /** What the ledger says about an object version. */
    public enum Verdict {
        /** Not loaded yet, or an older version was. */
        LOAD,
        /** This version was begun and interrupted: it goes on at the checkpoint. */
        RESUME,
        /** This version is loaded. */
        ALREADY_LOADED,
        /** A newer version is loaded. */
        STALE
    }
}
