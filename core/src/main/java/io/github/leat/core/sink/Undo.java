package io.github.leat.core.sink;

import java.util.List;

/**
 * Takes back loads that completed, where the target has kept what they changed. Each call is one transaction of its own.
 *
 * <p>A load is named by its id, or by the first characters of it as long as no other one begins so.
 */
public interface Undo {
    /** The loads that have kept what they changed, newest first; of one object there may be several. */
    List<KnownLoad> loads();

    /**
     * Gives the table the rows that it would have without a load, and the ledger what it said before it: the same version can be
     * loaded again then.
     *
     * @throws io.github.leat.core.PermanentSinkException if there is no such load, nothing was kept of it, or its rows have
     *     changed since; nothing is changed then
     */
    UndoReport undo(String load);

    /**
     * Gives up what was kept of a load, which cannot be taken back any more; its rows stay.
     *
     * @return counts of rows are those that were kept
     * @throws io.github.leat.core.PermanentSinkException if there is no such load, or nothing was kept of it
     */
    UndoReport confirm(String load);
}
