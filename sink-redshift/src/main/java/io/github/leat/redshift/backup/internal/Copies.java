package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RegionCopy;
import java.util.List;
import java.util.Optional;

/** Copies of a warehouse's snapshots in other regions. */
public interface Copies {
    Planned<Made<RegionCopy>> enable(RegionCopy copy);

    /** Empty: none was going on. */
    Planned<Optional<RegionCopy>> disable(String region);

    List<RegionCopy> all() throws InterruptedException;
}
