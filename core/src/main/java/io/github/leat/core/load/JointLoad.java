package io.github.leat.core.load;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.csv.Split;
import io.github.leat.core.load.internal.Backoff;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.JointSink.Member;
import io.github.leat.core.sink.JointSink.Order;
import io.github.leat.core.sink.JointSink.Outcome;
import io.github.leat.core.sink.JointSink.Receipt;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Several sources that are loaded into one {@link JointSink} together, each in one part or several: others see all of them at once, or
 * none.
 *
 * <p>{@link #plan} on one machine; {@link #stage} for each part of the sources that are {@link #isToLoad to be loaded}, anywhere; {@link
 * #complete} on the first machine with all receipts. Where that names parts, these are staged again and it is asked again. Used by
 * one thread, but for {@link #stage}.
 */
public final class JointLoad {
    /** Commits of a part would be of no use: it is staged as a whole or from its beginning. */
    private static final Duration NEVER = Duration.ofDays(10_000);

    private final JointSink sink;
    private final List<Load> loads;
    private final List<LoadId> ids;
    private final Backoff backoff;
    private List<Optional<LedgerEntry>> ledger;
    private List<LoadPlan.Verdict> verdicts;
    private Order order;
    private Optional<Schema> schema = Optional.empty();
    private final Map<Integer, RecordCounts> counts = new TreeMap<>();

    private JointLoad(JointSink sink, List<Load> loads, List<LoadId> ids, JointSink.Joined joined) {
        this.sink = sink;
        this.loads = loads;
        this.ids = ids;
        this.order = joined.order();
        this.ledger = joined.ledger();
        this.verdicts = verdicts();
        Load first = loads.get(0);
        this.backoff = new Backoff(first.maxAttempts, first.ticker.nanos() + Long.MAX_VALUE / 2, first.ticker);
    }

    /**
     * Asks the target once for all sources. Writes nothing.
     *
     * @param loads of whole sources, all into the same {@link JointSink} and with the same columns, see {@link Load#unified}; in the
     *     order in which they are one after the other
     * @throws io.github.leat.core.LoadException if a source cannot be read or does not fit the target
     * @throws SchemaException also if a source has no version, so that the ledger could not tell it; or if, in mode REPLACE, the target
     *     has a newer version of one
     */
    public static JointLoad plan(List<Load> loads) {
        if (loads.isEmpty() || !(loads.get(0).sink() instanceof JointSink sink)) {
            throw new IllegalArgumentException("A joint load needs sources, and a target that joins them.");
        }
        List<LoadId> ids = new ArrayList<>();
        for (Load load : loads) {
            if (load.source.version().isEmpty()) {
                throw new SchemaException(load.source.name()
                        + " has no version, so it cannot be loaded together with others: the ledger could not tell whether"
                        + " it is.");
            }
            ids.add(StepsPrint.create(load.source.identity(), load.source.version(), load.steps.print(load.layout())));
        }
        if (ids.stream().map(LoadId::source).distinct().count() < ids.size()) {
            throw new IllegalArgumentException("A source is named twice among those to load together: " + ids);
        }
        JointLoad joint = new JointLoad(sink, loads, ids, sink.join(ids));
        if (!joint.isBegunInParts()) {
            joint.requireFit();
        }
        return joint;
    }

    /** Plans each load as its tasks will, which asks the target for nothing. */
    private void requireFit() {
        for (int i = 0; i < loads.size(); i++) {
            if (isToLoad(i)) {
                Load load = loads.get(i);
                Position start = load.layout().dataStart();
                load.into(sink.staging(order, i, start, receipt -> {}));
                requireSame(load.plan().sinkPlan().schema(), load.source.name());
                load.into(sink);
            }
        }
    }

    private void requireSame(Schema planned, String source) {
        Schema before = schema.orElse(planned);
        if (!types(planned).equals(types(before))) {
            throw new SchemaException(source + " would be loaded with other columns than the files before it: "
                    + planned + ", not " + before + ". Unify their columns, or declare the types that differ.");
        }
        schema = Optional.of(before);
    }

    private static List<ColumnType> types(Schema schema) {
        return schema.columns().stream().map(Column::type).toList();
    }

    private List<LoadPlan.Verdict> verdicts() {
        List<LoadPlan.Verdict> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            boolean isOlder = Verdicts.isOpen(ids.get(i), ledger.get(i))
                    && !loads.get(i).source.isCurrent();
            found.add(isOlder ? LoadPlan.Verdict.STALE : Verdicts.of(ids.get(i), ledger.get(i)));
        }
        boolean isWhole = sink.partOrder() == PartOrder.WHOLE;
        if (isWhole && found.stream().anyMatch(JointLoad::isOpen)) {
            // what is loaded already goes with the rest of the target
            int stale = found.indexOf(LoadPlan.Verdict.STALE);
            if (stale >= 0) {
                throw new SchemaException(sink.name() + " has a newer version of "
                        + ids.get(stale).source()
                        + ", which an older one cannot replace. Leave the file out, or load its newer version.");
            }
            found.replaceAll(verdict -> LoadPlan.Verdict.LOAD);
        }
        return found;
    }

    private static boolean isOpen(LoadPlan.Verdict verdict) {
        return verdict == LoadPlan.Verdict.LOAD || verdict == LoadPlan.Verdict.RESUME;
    }

    /**
     * Whether one of the sources was begun in parts that others see one by one ({@link LoadParts}), so that it can go on in that way
     * only.
     */
    public boolean isBegunInParts() {
        for (int i = 0; i < ids.size(); i++) {
            if (verdicts.get(i) == LoadPlan.Verdict.RESUME
                    && LoadParts.isPartsId(ledger.get(i).orElseThrow().loadId())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is to be done with a source; one that was begun alone and interrupted is loaded from its beginning.
     *
     * @param number from 0
     */
    public LoadPlan.Verdict verdict(int number) {
        return verdicts.get(number);
    }

    /** Whether a source is to be loaded, from 0. */
    public boolean isToLoad(int number) {
        return isOpen(verdicts.get(number));
    }

    /** What tasks need to stage parts. Changes when {@link #complete} names parts. */
    public Order order() {
        return order;
    }

    /**
     * Stages one part, or finds that it is staged. Thread-safe, and for any machine. A part that is staged again rejects its records
     * again, so its dead letters should replace those that it had.
     *
     * @param load as the whole source's, into the same sink; changed
     * @param number of the source, from 0
     * @param part which part; empty for the whole source
     * @throws io.github.leat.core.LoadException if something stops it; what was staged counts for nothing then
     */
    public static Receipt stage(Load load, Order order, int number, Optional<Split> part) {
        if (!(load.sink() instanceof JointSink sink)) {
            throw new IllegalArgumentException(load.sink().name() + " joins no parts.");
        }
        AtomicReference<Receipt> receipt = new AtomicReference<>();
        part.ifPresent(load::part);
        Position start = part.map(Split::start).orElseGet(() -> load.layout().dataStart());
        load.into(sink.staging(order, number, start, receipt::set))
                .commitEvery(Long.MAX_VALUE, NEVER)
                .run();
        Receipt found = receipt.get();
        if (found == null) {
            throw new PermanentSinkException("A part of " + load.source.name()
                    + " stopped at its deadline, before its end. Give it more time, or make smaller parts.");
        }
        return found;
    }

    /**
     * Makes everything visible, unless parts have to be staged again. Tried again where a failure may pass; what another load did to the
     * same sources meanwhile is taken into account.
     *
     * @param receipts of all parts of all sources that were to be loaded
     * @return the parts to stage again by the present {@link #order}, as their receipts name them; empty when all is done
     * @throws io.github.leat.core.LoadException if it fails; nothing is to be seen then, and what is staged stays
     */
    public Set<String> complete(Collection<? extends Receipt> receipts) {
        boolean isFirst = true;
        while (true) {
            try {
                if (!isFirst && isDoneAfterAll()) {
                    return Set.of();
                }
                isFirst = false;
                return merge(receipts);
            } catch (TransientSinkException e) {
                if (!backoff.await()) {
                    throw e;
                }
                isFirst = false;
            }
        }
    }

    /** Asks the ledger anew: whether the merge came through though nobody was told, or others did something to the sources. */
    private boolean isDoneAfterAll() {
        ledger = sink.join(ids).ledger();
        boolean isOwn = true;
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i).id();
            isOwn &= !isToLoad(i)
                    || ledger.get(i)
                            .filter(entry -> entry.completed() && entry.loadId().equals(id))
                            .isPresent();
        }
        if (isOwn) {
            for (int i = 0; i < ids.size(); i++) {
                if (isToLoad(i)) {
                    counts.put(i, ledger.get(i).orElseThrow().checkpoint().counts());
                }
            }
            return true;
        }
        List<LoadPlan.Verdict> before = verdicts;
        verdicts = verdicts();
        for (int i = 0; i < ids.size(); i++) {
            if (isToLoad(i) && !isOpen(before.get(i))) {
                throw new PermanentSinkException(
                        "Another load has taken " + ids.get(i).source() + " out of " + sink.name()
                                + " meanwhile. Run the load again: what is staged is not staged again.");
            }
        }
        return false;
    }

    private Set<String> merge(Collection<? extends Receipt> receipts) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (isToLoad(i)) {
                members.add(new Member(i, ids.get(i), ledger.get(i)));
            }
        }
        if (members.isEmpty()) {
            return Set.of();
        }
        List<? extends Receipt> wanted =
                receipts.stream().filter(receipt -> isToLoad(receipt.object())).toList();
        Outcome outcome = sink.merge(order, schema.orElseThrow(), members, wanted);
        if (outcome instanceof Outcome.Again again) {
            order = again.order();
            backoff.reset();
            return again.parts();
        }
        counts.putAll(((Outcome.Merged) outcome).counts());
        for (Member member : members) {
            requireBalance(member);
        }
        return Set.of();
    }

    private void requireBalance(Member member) {
        RecordCounts found = counts(member.number());
        if (!found.isBalanced()) {
            throw new PermanentSinkException("The counts of " + member.load().source() + " do not balance: " + found
                    + ". This is a fault of " + sink.name() + "; please report it.");
        }
    }

    /**
     * What became of a source's records; zero unless it was loaded by {@link #complete}.
     *
     * @param number from 0
     */
    public RecordCounts counts(int number) {
        return counts.getOrDefault(number, RecordCounts.ZERO);
    }
}
