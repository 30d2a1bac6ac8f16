package io.github.leat.cli;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSchedule;
import io.github.leat.redshift.backup.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Schedules by which the service takes snapshots by itself. */
final class RedshiftScheduleCommands {
    private RedshiftScheduleCommands() {}

    static void addTo(CommandLine redshift, Surroundings surroundings) {
        CommandLine group = new CommandGroup(surroundings)
                .named("schedule", "Makes, changes, attaches and detaches schedules of snapshots.");
        group.addSubcommand(new Create(surroundings));
        group.addSubcommand(new Change(surroundings));
        group.addSubcommand(new Keep(surroundings));
        group.addSubcommand(new Attach(surroundings));
        group.addSubcommand(new Detach(surroundings));
        group.addSubcommand(new Delete(surroundings));
        redshift.addSubcommand(group);
    }

    private static int result(RedshiftRun run, String outcome, String text, Schedule schedule) throws IOException {
        run.say(text);
        if (run.json()) {
            RedshiftJson.object(run.surroundings().out(), outcome, json -> RedshiftJson.schedule(json, schedule));
        }
        return outcome.equals("EXISTED") ? ExitCode.NOTHING_TO_DO : ExitCode.OK;
    }

    /** A command about one schedule. */
    abstract static class OfOne extends RedshiftAction {
        @Parameters(paramLabel = "NAME", index = "0", description = "The schedule.")
        String name = "";

        OfOne(Surroundings surroundings) {
            super(surroundings);
        }
    }

    @Command(
            name = "create",
            description = "Makes a schedule. One with the same name and times is left, with exit code 5.")
    static final class Create extends OfOne {
        @Option(
                names = "--when",
                paramLabel = "TIME",
                required = true,
                description =
                        "rate(12 hours) or cron(30 12 *); for namespaces one cron(0 10 ? * MON *). Repeat it for more. UTC.")
        List<String> when = new ArrayList<>();

        @Option(names = "--attach", description = "Attach the cluster to it.")
        boolean attach;

        @Option(names = "--role", paramLabel = "ARN", description = "For namespaces: the role of the scheduler.")
        @Nullable
        String role;

        @Option(
                names = "--retention",
                paramLabel = "DAYS",
                description = "For namespaces: how long its snapshots are kept.")
        @Nullable
        String retention;

        Create(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Made<Schedule>> planned = run.backups()
                    .createSchedule(
                            new NewSchedule(name, when, Optional.ofNullable(role), RedshiftRun.retention(retention)));
            if (run.isDry(planned)) {
                if (attach) {
                    run.isDry(run.backups().attach(name));
                }
                return ExitCode.OK;
            }
            Made<Schedule> made = planned.run();
            if (attach
                    && !made.value()
                            .attached()
                            .contains(run.backups().warehouse().name())) {
                Schedule attached = run.backups().attach(name).run();
                return result(run, "CREATED", "Schedule " + name + " is made and attached.", attached);
            }
            return result(
                    run,
                    made.existed() ? "EXISTED" : "CREATED",
                    "Schedule " + name + (made.existed() ? " is there already." : " is made."),
                    made.value());
        }
    }

    @Command(name = "change", description = "Gives a schedule other times, for all clusters that are attached to it.")
    static final class Change extends OfOne {
        @Option(names = "--when", paramLabel = "TIME", required = true, description = "As for create.")
        List<String> when = new ArrayList<>();

        Change(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Schedule> planned = run.backups().changeSchedule(name, when);
            return run.isDry(planned)
                    ? ExitCode.OK
                    : result(run, "CHANGED", "Schedule " + name + " is changed.", planned.run());
        }
    }

    @Command(
            name = "keep",
            description = {
                "Changes how long scheduled snapshots are kept: of a cluster all automated ones, 1 to 35 days.",
                "Asks first: a shorter time deletes those that are older."
            })
    static final class Keep extends OfOne {
        @Parameters(paramLabel = "DAYS", index = "1", description = "Such as 14d.")
        String days = "";

        Keep(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Schedule> planned = run.backups().scheduleRetention(name, RedshiftRun.days(days));
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            if (!run.confirmed("Keep the scheduled snapshots of "
                    + run.backups().warehouse().described() + " for " + RedshiftRun.days(days)
                    + " days? Of a cluster older ones are deleted at once.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            return result(
                    run,
                    "CHANGED",
                    "Scheduled snapshots are kept for " + RedshiftRun.days(days) + " days.",
                    planned.run());
        }
    }

    @Command(name = "attach", description = "Attaches the cluster to a schedule; enables a schedule of a namespace.")
    static final class Attach extends OfOne {
        Attach(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Schedule> planned = run.backups().attach(name);
            return run.isDry(planned)
                    ? ExitCode.OK
                    : result(run, "ATTACHED", "Schedule " + name + " is attached.", planned.run());
        }
    }

    @Command(
            name = "detach",
            description = "Detaches the cluster from a schedule; disables a schedule of a namespace. Asks first.")
    static final class Detach extends OfOne {
        Detach(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Schedule> planned = run.backups().detach(name);
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            if (!run.confirmed("Detach " + run.backups().warehouse().described() + " from schedule " + name
                    + "? It takes no more snapshots of it.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            return result(run, "DETACHED", "Schedule " + name + " is detached.", planned.run());
        }
    }

    @Command(name = "delete", description = "Deletes a schedule that no cluster is attached to. Asks first.")
    static final class Delete extends OfOne {
        Delete(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Boolean> planned = run.backups().deleteSchedule(name);
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            if (!run.confirmed("Delete schedule " + name + "? Its snapshots stay.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            boolean deleted = planned.run();
            run.say(
                    deleted
                            ? "Schedule " + name + " is deleted."
                            : "There is no schedule " + name + "; nothing was deleted.");
            if (run.json()) {
                RedshiftJson.object(
                        run.surroundings().out(),
                        deleted ? "DELETED" : "MISSING",
                        json -> json.writeStringField("name", name));
            }
            return deleted ? ExitCode.OK : ExitCode.NOTHING_TO_DO;
        }
    }
}
