package io.github.leat.core.load;

import io.github.leat.core.SchemaException;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source that is loaded in parts, each by a load of its own ({@link Load#part}): what the ledger says of the whole.
 *
 * <p>The ledger gets an entry for the source before its first part, with the size of the parts in its id, and is told when all
 * of them are done. So a source that is there already is not loaded again, in parts or whole; one that was begun in parts goes on
 * in the same parts, whatever size is asked for; and one that was begun as a whole is left to go on as that.
 */
public final class LoadParts {
    private static final Pattern ID = Pattern.compile("parts-(\\d+)-.*");

    /** What is to be done. */
    public enum Verdict {
        /** Load the parts; those that are done say so. */
        PARTS,
        /** It was begun as a whole: load it as that. */
        WHOLE,
        /** This version is loaded. */
        ALREADY_LOADED,
        /** A newer version is loaded. */
        STALE
    }

    private final Load load;
    private final LoadPlan plan;
    private final LoadId id;
    private final Verdict verdict;
    private final long partBytes;
    private final Optional<LedgerEntry> entry;

    private LoadParts(
            Load load, LoadPlan plan, LoadId id, Verdict verdict, long partBytes, Optional<LedgerEntry> entry) {
        this.load = load;
        this.plan = plan;
        this.id = id;
        this.verdict = verdict;
        this.partBytes = partBytes;
        this.entry = entry;
    }

    /**
     * Asks the target. Writes nothing.
     *
     * @param load of the whole source
     * @param partBytes about how large parts are to be, unless they were begun in others
     * @throws io.github.leat.core.LoadException if the source cannot be read or does not fit the target
     * @throws SchemaException also if the source has no version, so that the ledger cannot tell its parts; if the target takes no
     *     parts; or if it was begun in parts that went through something else
     */
    public static LoadParts plan(Load load, long partBytes) {
        Sink sink = load.sink();
        if (load.source.version().isEmpty()) {
            throw new SchemaException(
                    load.source.name() + " has no version, so it cannot be loaded in parts: the ledger could"
                            + " not tell which of them are done.");
        }
        if (sink.partOrder() == PartOrder.WHOLE) {
            throw new SchemaException(sink.name()
                    + " takes a source as a whole only. Load it on one machine, or by another" + " mode than this.");
        }
        Layout layout = load.layout();
        String print = load.steps.print(layout, "parts");
        LoadId id = new LoadId(
                "parts-" + partBytes + "-" + UUID.randomUUID() + "." + print,
                load.source.identity(),
                load.source.version());
        Optional<LedgerEntry> entry = sink.ledger(id);
        Matcher begun = ID.matcher(entry.map(LedgerEntry::loadId).orElse(""));
        LoadPlan.Verdict found = Verdicts.of(id, entry);
        if (found == LoadPlan.Verdict.RESUME && begun.matches()) {
            StepsPrint.requireSame(found, entry, print, load.source.name(), sink.name());
            LoadId same = new LoadId(entry.orElseThrow().loadId(), id.source(), id.version());
            LoadPlan plan = new Planning(load, same).plan(layout);
            return new LoadParts(load, plan, same, Verdict.PARTS, Long.parseLong(begun.group(1)), entry);
        }
        Verdict verdict = switch (found) {
            case LOAD -> Verdict.PARTS;
            case RESUME -> Verdict.WHOLE;
            case ALREADY_LOADED -> Verdict.ALREADY_LOADED;
            case STALE -> Verdict.STALE;
        };
        return new LoadParts(load, new Planning(load, id).plan(layout), id, verdict, partBytes, entry);
    }

    /** Whether a load's id is that of a source in parts. */
    static boolean isPartsId(String loadId) {
        return ID.matcher(loadId).matches();
    }

    /** What is to be done. */
    public Verdict verdict() {
        return verdict;
    }

    /** About how large the parts are: as asked for, or those it was begun in. */
    public long partBytes() {
        return partBytes;
    }

    /** Tells the ledger that the parts begin, unless they have. */
    public void begin() {
        if (verdict == Verdict.PARTS
                && (entry.isEmpty() || !entry.get().loadId().equals(id.id()))) {
            try (SinkWriter writer = open()) {
                if (writer.lastCommit().isEmpty()) {
                    writer.commit(new Checkpoint(plan.layout().dataStart(), RecordCounts.ZERO, 0));
                }
            }
        }
    }

    /**
     * Tells the ledger that all parts are loaded.
     *
     * @param counts of all of them together; kept where the target does not count for itself what a load has staged
     */
    public void complete(RecordCounts counts) {
        try (SinkWriter writer = open()) {
            // what was staged is counted, and of the whole nothing was
            RecordCounts own = load.sink().isAtomic() ? RecordCounts.ZERO : counts;
            writer.complete(new Checkpoint(plan.layout().dataStart(), own, 0));
        }
    }

    private SinkWriter open() {
        return load.sink().open(plan.sinkPlan().schema(), id);
    }
}
