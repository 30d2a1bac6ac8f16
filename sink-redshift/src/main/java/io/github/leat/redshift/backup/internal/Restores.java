package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;

/** Warehouses made of snapshots. */
public interface Restores {
    Planned<Made<Restored>> restore(String snapshot, RestoreTarget target);

    /** How a restore is: what there is, and how far. */
    Sight<Restored> restored(RestoreTarget target) throws InterruptedException;
}
