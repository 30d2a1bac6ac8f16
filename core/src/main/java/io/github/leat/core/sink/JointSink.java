package io.github.leat.core.sink;

import io.github.leat.core.Position;
import io.github.leat.core.schema.Schema;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A sink that can take parts of several objects by many tasks, on any machines, and show them all at once.
 *
 * <p>One process {@link #join joins} the objects; any number of tasks {@link #staging stage} parts, without a connection to the target,
 * and each ends in a small receipt; then the one process {@link #merge merges} what the receipts name. {@code load.JointLoad} calls
 * all three in order, and again where something failed.
 */
public interface JointSink extends Sink {
    /**
     * What tasks must know of the target and of the load. Opaque and immutable; made by the sink, and read by the same sink in other
     * processes. Holds no secret.
     */
    interface Order extends Serializable {}

    /** What a task has staged of one part. Immutable; made and read by the sink. */
    interface Receipt extends Serializable {
        /** What the part is: the identity of its load, as {@link LoadId#source()} of it says. */
        String part();

        /** The number of its object among the joined ones, from 0. */
        int object();

        /** The end of the part, with what became of its records; those that are staged count as written. */
        Checkpoint end();
    }

    /**
     * Objects that are joined.
     *
     * @param order for the tasks
     * @param ledger what the ledger says of each of the objects, in their order
     */
    record Joined(Order order, List<Optional<LedgerEntry>> ledger) {
        /** Copies the list. */
        public Joined {
            ledger = List.copyOf(ledger);
        }
    }

    /**
     * One object that is merged.
     *
     * @param number among the joined ones, from 0
     * @param load what the ledger is to say
     * @param before what the ledger said when that was decided
     */
    record Member(int number, LoadId load, Optional<LedgerEntry> before) {}

    /** What a merge came to. */
    sealed interface Outcome {
        /**
         * Everything is to be seen, and the ledger has completed entries of all members.
         *
         * @param counts of each member, by its number, after the target's own reckoning
         */
        record Merged(Map<Integer, RecordCounts> counts) implements Outcome {}

        /**
         * Nothing is to be seen, since some parts have to be staged otherwise; the receipts of all others stay good.
         *
         * @param order for staging them, and for whatever is staged or merged from now on
         * @param parts as their receipts name them; at least one
         */
        record Again(Order order, Set<String> parts) implements Outcome {}
    }

    /**
     * Asks the target what tasks must know, and its ledger about all objects. Writes nothing.
     *
     * @param objects all objects of the load in their order, which decides between records of one key; with versions
     * @throws io.github.leat.core.SinkException if the target cannot be reached
     */
    Joined join(List<LoadId> objects);

    /**
     * The place where one part is staged: a sink without a connection to the target. What it is given is seen by nobody; its ledger
     * is the receipts of earlier runs, so that a part that is staged already says that it is loaded. A part goes on at its
     * beginning.
     *
     * @param object the number of the part's object, from 0
     * @param start where the part's first record begins
     * @param staged gets the receipt, when the part is staged or is found to be
     */
    Sink staging(Order order, int object, Position start, Consumer<Receipt> staged);

    /**
     * Makes all records of these receipts visible, and completes the ledger's entries of all members, in one step.
     *
     * @param order the order by which the parts were staged, the last one where there were several
     * @param schema the columns that the staging sink planned
     * @param members the objects to merge; in mode REPLACE nothing else is in the target then
     * @param receipts one for each part of the members, and of nothing else
     * @throws io.github.leat.core.TransientSinkException if trying again may help; also where the ledger does not say what it said
     *     {@code before}. Whether it was merged is for the ledger to say
     * @throws io.github.leat.core.PermanentSinkException if it will not; nothing is to be seen then
     */
    Outcome merge(Order order, Schema schema, List<Member> members, Collection<? extends Receipt> receipts);
}
