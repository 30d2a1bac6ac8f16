package io.github.leat.rds.rollup;

import java.time.Duration;

/**
 * What a refresh did. Immutable.
 *
 * @param name the roll-up
 * @param table the table it is made of
 * @param changes how changes were found: TRIGGERS or SCAN
 * @param reason why by SCAN, or why everything was computed; empty where only changed groups were
 * @param full whether all groups were computed rather than those that had changed
 * @param groups groups of the roll-up now
 * @param groupsAdded groups that are new
 * @param groupsChanged groups of which a measure differs from before
 * @param groupsRemoved groups without a row any more
 * @param rowsRead rows of the table that went into the groups that were computed
 * @param elapsed from connecting to the commit
 */
public record RollUpReport(
        String name,
        String table,
        Changes changes,
        String reason,
        boolean full,
        long groups,
        long groupsAdded,
        long groupsChanged,
        long groupsRemoved,
        long rowsRead,
        Duration elapsed) {
    /** Whether the roll-up is another one than before. */
    public boolean isChanged() {
        return groupsAdded + groupsChanged + groupsRemoved > 0;
    }
}
