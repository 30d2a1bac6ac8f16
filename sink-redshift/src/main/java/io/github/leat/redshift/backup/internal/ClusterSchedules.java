package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.CreateSnapshotScheduleRequest;
import software.amazon.awssdk.services.redshift.model.DeleteSnapshotScheduleRequest;
import software.amazon.awssdk.services.redshift.model.DescribeSnapshotSchedulesRequest;
import software.amazon.awssdk.services.redshift.model.DescribeSnapshotSchedulesResponse;
import software.amazon.awssdk.services.redshift.model.ModifyClusterRequest;
import software.amazon.awssdk.services.redshift.model.ModifyClusterSnapshotScheduleRequest;
import software.amazon.awssdk.services.redshift.model.ModifySnapshotScheduleRequest;

/** Snapshot schedules of provisioned clusters: things of their own, which clusters are attached to, one each. */
record ClusterSchedules(RedshiftClient client, Caller caller, String cluster) implements Schedules {
    @Override
    public Planned<Made<Schedule>> create(NewSchedule wanted) {
        if (wanted.role().isPresent() || wanted.retention().isPresent()) {
            throw new IllegalArgumentException(
                    "A schedule of clusters has neither a role nor a retention. Leave out the role; the"
                            + " retention of all automated snapshots is the cluster's own: leat redshift schedule keep.");
        }
        Call<CreateSnapshotScheduleRequest, Boolean> call = new Call<>(
                "redshift:CreateSnapshotSchedule",
                CreateSnapshotScheduleRequest.builder()
                        .scheduleIdentifier(wanted.name())
                        .scheduleDefinitions(wanted.when())
                        .build(),
                sent -> client.createSnapshotSchedule(sent).scheduleIdentifier() != null);
        return Plan.of(
                () -> {
                    Optional<Schedule> there = find(wanted.name());
                    if (there.isPresent()) {
                        return new Made<>(same(there.get(), wanted), true);
                    }
                    caller.change(
                            call,
                            () -> find(wanted.name())
                                    .map(found -> same(found, wanted).name().equals(wanted.name())),
                            Set.of("SnapshotScheduleAlreadyExists"));
                    return new Made<>(there(wanted.name()), false);
                },
                call);
    }

    /** @throws BackupException if what is there has other times */
    static Schedule same(Schedule there, NewSchedule wanted) {
        if (!Set.copyOf(there.when()).equals(Set.copyOf(wanted.when()))) {
            throw new BackupException(
                    Reason.TAKEN,
                    "Schedule " + wanted.name() + " is there already, with other times (" + there.when()
                            + "). Change it with leat redshift schedule change, or choose another name.");
        }
        return there;
    }

    @Override
    public Planned<Schedule> change(String schedule, List<String> when) {
        new NewSchedule(schedule, when, Optional.empty(), Optional.empty());
        Call<ModifySnapshotScheduleRequest, Object> call = new Call<>(
                "redshift:ModifySnapshotSchedule",
                ModifySnapshotScheduleRequest.builder()
                        .scheduleIdentifier(schedule)
                        .scheduleDefinitions(when)
                        .build(),
                client::modifySnapshotSchedule);
        return thenShown(schedule, call);
    }

    @Override
    public Planned<Schedule> retention(String schedule, int days) {
        if (days < 1 || days > 35) {
            throw new IllegalArgumentException("Automated snapshots are kept for 1 to 35 days, not " + days
                    + ". Take a manual snapshot for a longer time.");
        }
        Call<ModifyClusterRequest, Object> call = new Call<>(
                "redshift:ModifyCluster",
                ModifyClusterRequest.builder()
                        .clusterIdentifier(cluster)
                        .automatedSnapshotRetentionPeriod(days)
                        .build(),
                client::modifyCluster);
        return Plan.of(
                () -> {
                    if (!there(schedule).attached().contains(cluster)) {
                        throw new BackupException(
                                Reason.REFUSED,
                                "Schedule " + schedule + " is not attached to cluster " + cluster
                                        + ". Attach it first: leat redshift schedule attach.");
                    }
                    caller.repeat(call);
                    return there(schedule);
                },
                call);
    }

    @Override
    public Planned<Boolean> delete(String schedule) {
        Call<DeleteSnapshotScheduleRequest, Boolean> call = new Call<>(
                "redshift:DeleteSnapshotSchedule",
                DeleteSnapshotScheduleRequest.builder()
                        .scheduleIdentifier(schedule)
                        .build(),
                sent -> client.deleteSnapshotSchedule(sent) != null);
        return Plan.of(
                () -> find(schedule).isPresent()
                        && caller.change(
                                call,
                                () -> find(schedule).isEmpty() ? Optional.of(true) : Optional.empty(),
                                Set.of("SnapshotScheduleNotFound")),
                call);
    }

    @Override
    public Planned<Schedule> attach(String schedule) {
        return attach(schedule, true);
    }

    @Override
    public Planned<Schedule> detach(String schedule) {
        return attach(schedule, false);
    }

    private Planned<Schedule> attach(String schedule, boolean attach) {
        Call<ModifyClusterSnapshotScheduleRequest, Object> call = new Call<>(
                "redshift:ModifyClusterSnapshotSchedule",
                ModifyClusterSnapshotScheduleRequest.builder()
                        .clusterIdentifier(cluster)
                        .scheduleIdentifier(schedule)
                        .disassociateSchedule(!attach)
                        .build(),
                client::modifyClusterSnapshotSchedule);
        return thenShown(schedule, call);
    }

    private Planned<Schedule> thenShown(String schedule, Call<?, Object> call) {
        return Plan.of(
                () -> {
                    there(schedule);
                    caller.repeat(call);
                    return there(schedule);
                },
                call);
    }

    @Override
    public List<Schedule> all() throws InterruptedException {
        return describe(null);
    }

    private Optional<Schedule> find(String schedule) throws InterruptedException {
        return Failures.notFoundAsEmpty(() -> describe(schedule).stream()
                .filter(one -> one.name().equals(schedule))
                .findFirst());
    }

    private Schedule there(String schedule) throws InterruptedException {
        return find(schedule)
                .orElseThrow(() -> new BackupException(
                        Reason.NOT_FOUND,
                        "There is no schedule " + schedule
                                + ". leat redshift list --schedules shows those that are there."));
    }

    private List<Schedule> describe(@Nullable String schedule) throws InterruptedException {
        return Pages.all(
                        marker -> caller.repeat(new Call<>(
                                "redshift:DescribeSnapshotSchedules",
                                DescribeSnapshotSchedulesRequest.builder()
                                        .scheduleIdentifier(schedule)
                                        .marker(marker)
                                        .build(),
                                client::describeSnapshotSchedules)),
                        DescribeSnapshotSchedulesResponse::snapshotSchedules,
                        DescribeSnapshotSchedulesResponse::marker)
                .stream()
                .map(one -> ClusterShapes.schedule(one, cluster))
                .toList();
    }
}
