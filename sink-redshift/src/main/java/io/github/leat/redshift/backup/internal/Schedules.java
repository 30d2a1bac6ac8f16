package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.Schedule;
import java.util.List;

/** Schedules by which a service takes snapshots of a warehouse itself. */
public interface Schedules {
    Planned<Made<Schedule>> create(NewSchedule wanted);

    Planned<Schedule> change(String schedule, List<String> when);

    Planned<Schedule> retention(String schedule, int days);

    Planned<Boolean> delete(String schedule);

    Planned<Schedule> attach(String schedule);

    Planned<Schedule> detach(String schedule);

    List<Schedule> all() throws InterruptedException;
}
