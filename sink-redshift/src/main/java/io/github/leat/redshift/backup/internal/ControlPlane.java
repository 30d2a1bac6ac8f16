package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Optional;

/** One of the two services, for one warehouse. */
public interface ControlPlane extends AutoCloseable {
    Planned<Made<Snapshot>> snapshot(NewSnapshot wanted);

    Planned<Snapshot> retention(String snapshot, Retention retention);

    /** Empty: it was not there. */
    Planned<Optional<Snapshot>> delete(String snapshot);

    List<Snapshot> snapshots() throws InterruptedException;

    Optional<Snapshot> find(String snapshot) throws InterruptedException;

    Planned<Made<Schedule>> createSchedule(NewSchedule wanted);

    Planned<Schedule> changeSchedule(String schedule, List<String> when);

    Planned<Schedule> scheduleRetention(String schedule, int days);

    Planned<Boolean> deleteSchedule(String schedule);

    Planned<Schedule> attach(String schedule);

    Planned<Schedule> detach(String schedule);

    List<Schedule> schedules() throws InterruptedException;

    Planned<Made<Restored>> restore(String snapshot, RestoreTarget target);

    /** How a restore is: what there is, and how far. */
    Sight<Restored> restored(RestoreTarget target) throws InterruptedException;

    Planned<Made<TableRestore>> restoreTable(String snapshot, TableCopy copy);

    Optional<TableRestore> tableRestore(String request) throws InterruptedException;

    Planned<Made<RegionCopy>> copyTo(RegionCopy copy);

    /** Empty: none was going on. */
    Planned<Optional<RegionCopy>> stopCopies(String region);

    List<RegionCopy> copies() throws InterruptedException;

    @Override
    void close();
}
