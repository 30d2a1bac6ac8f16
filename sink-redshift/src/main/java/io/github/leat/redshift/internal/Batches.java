package io.github.leat.redshift.internal;

import java.util.ArrayList;
import java.util.List;

/** Runs steps as few transactions as a session allows: over a connection one, by the Data API one for each 40. */
final class Batches {
    private Batches() {}

    /**
     * Runs steps; each transaction ends with the guard. Steps that are bound stay with the one before.
     *
     * @throws IllegalArgumentException if bound steps are more than a transaction takes
     */
    static void run(Session session, List<Step> steps, Step guard) {
        List<Step> batch = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            int end = at + 1;
            while (end < steps.size() && steps.get(end).isBound()) {
                end++;
            }
            if (!batch.isEmpty() && batch.size() + (end - at) + 1 > session.mostSteps()) {
                batch.add(guard);
                session.transaction(batch);
                batch.clear();
            }
            batch.addAll(steps.subList(at, end));
            at = end;
        }
        batch.add(guard);
        session.transaction(batch);
    }
}
