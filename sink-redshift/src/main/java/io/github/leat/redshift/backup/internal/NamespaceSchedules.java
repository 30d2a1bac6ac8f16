package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.CreateScheduledActionRequest;
import software.amazon.awssdk.services.redshiftserverless.model.CreateSnapshotScheduleActionParameters;
import software.amazon.awssdk.services.redshiftserverless.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.redshiftserverless.model.GetScheduledActionRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListScheduledActionsRequest;
import software.amazon.awssdk.services.redshiftserverless.model.ListScheduledActionsResponse;
import software.amazon.awssdk.services.redshiftserverless.model.ScheduledActionAssociation;
import software.amazon.awssdk.services.redshiftserverless.model.TargetAction;
import software.amazon.awssdk.services.redshiftserverless.model.UpdateScheduledActionRequest;

/**
 * Scheduled actions of a namespace that take snapshots. They belong to one namespace from the begin, so attaching one enables it and
 * detaching one disables it.
 */
record NamespaceSchedules(RedshiftServerlessClient client, Caller caller, String namespace) implements Schedules {
    @Override
    public Planned<Made<Schedule>> create(NewSchedule wanted) {
        String role = wanted.role()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "A schedule of a namespace needs the role by which the scheduler takes"
                                        + " the snapshots. Name its ARN (--role); it trusts scheduler.redshift.amazonaws.com."));
        Call<CreateScheduledActionRequest, Schedule> call = new Call<>(
                "redshift-serverless:CreateScheduledAction",
                CreateScheduledActionRequest.builder()
                        .scheduledActionName(wanted.name())
                        .namespaceName(namespace)
                        .roleArn(role)
                        .schedule(schedule -> schedule.cron(cron(wanted.when())))
                        .targetAction(target(wanted.name() + "-", wanted.retention()))
                        .enabled(true)
                        .build(),
                sent -> NamespaceShapes.schedule(
                        client.createScheduledAction(sent).scheduledAction()));
        return Making.once(
                caller,
                call,
                () -> find(wanted.name()).map(found -> ClusterSchedules.same(found, wanted)),
                "ConflictException");
    }

    private TargetAction target(String prefix, Optional<Retention> retention) {
        CreateSnapshotScheduleActionParameters.Builder parameters = CreateSnapshotScheduleActionParameters.builder()
                .namespaceName(namespace)
                .snapshotNamePrefix(prefix);
        retention.ifPresent(value -> parameters.retentionPeriod(value.days()));
        return TargetAction.builder().createSnapshot(parameters.build()).build();
    }

    private static String cron(List<String> when) {
        if (when.size() != 1 || !when.get(0).startsWith("cron(")) {
            throw new IllegalArgumentException(
                    "A schedule of a namespace has one time, with six fields: cron(0 10 ? * MON *)."
                            + " Make several schedules for several times; rate(…) is only for clusters.");
        }
        return when.get(0).substring("cron".length());
    }

    @Override
    public Planned<Schedule> change(String schedule, List<String> when) {
        new NewSchedule(schedule, when, Optional.empty(), Optional.empty());
        return update(UpdateScheduledActionRequest.builder()
                .scheduledActionName(schedule)
                .schedule(to -> to.cron(cron(when)))
                .build());
    }

    /** The prefix of its snapshots' names becomes what {@link #create} gives it. */
    @Override
    public Planned<Schedule> retention(String schedule, int days) {
        return update(UpdateScheduledActionRequest.builder()
                .scheduledActionName(schedule)
                .targetAction(target(schedule + "-", Optional.of(new Retention(days))))
                .build());
    }

    @Override
    public Planned<Schedule> attach(String schedule) {
        return enable(schedule, true);
    }

    @Override
    public Planned<Schedule> detach(String schedule) {
        return enable(schedule, false);
    }

    private Planned<Schedule> enable(String schedule, boolean enabled) {
        return update(UpdateScheduledActionRequest.builder()
                .scheduledActionName(schedule)
                .enabled(enabled)
                .build());
    }

    private Planned<Schedule> update(UpdateScheduledActionRequest request) {
        Call<UpdateScheduledActionRequest, Schedule> call = new Call<>(
                "redshift-serverless:UpdateScheduledAction",
                request,
                sent -> NamespaceShapes.schedule(
                        client.updateScheduledAction(sent).scheduledAction()));
        return Plan.of(() -> caller.repeat(call), call);
    }

    @Override
    public Planned<Boolean> delete(String schedule) {
        Call<DeleteScheduledActionRequest, Boolean> call = new Call<>(
                "redshift-serverless:DeleteScheduledAction",
                DeleteScheduledActionRequest.builder()
                        .scheduledActionName(schedule)
                        .build(),
                sent -> client.deleteScheduledAction(sent) != null);
        return Plan.of(
                () -> find(schedule).isPresent()
                        && caller.change(
                                call,
                                () -> find(schedule).isEmpty() ? Optional.of(true) : Optional.empty(),
                                Set.of("ResourceNotFoundException")),
                call);
    }

    /** The list has names alone, so each is asked for. */
    @Override
    public List<Schedule> all() throws InterruptedException {
        List<ScheduledActionAssociation> names = Pages.all(
                token -> caller.repeat(new Call<>(
                        "redshift-serverless:ListScheduledActions",
                        ListScheduledActionsRequest.builder()
                                .namespaceName(namespace)
                                .nextToken(token)
                                .build(),
                        client::listScheduledActions)),
                ListScheduledActionsResponse::scheduledActions,
                ListScheduledActionsResponse::nextToken);
        List<Schedule> all = new ArrayList<>();
        for (ScheduledActionAssociation one : names) {
            find(one.scheduledActionName()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Schedule> find(String schedule) throws InterruptedException {
        Call<GetScheduledActionRequest, Schedule> call = new Call<>(
                "redshift-serverless:GetScheduledAction",
                GetScheduledActionRequest.builder()
                        .scheduledActionName(schedule)
                        .build(),
                sent -> NamespaceShapes.schedule(client.getScheduledAction(sent).scheduledAction()));
        return Failures.notFoundAsEmpty(() -> Optional.of(caller.repeat(call)));
    }
}
