package io.github.leat.cli;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.NewSnapshot;
import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manual snapshots: taken, kept longer or shorter, deleted, copied to another region. */
final class RedshiftSnapshotCommands {
    private RedshiftSnapshotCommands() {}

    static void addTo(CommandLine redshift, Surroundings surroundings) {
        CommandLine group =
                new CommandGroup(surroundings).named("snapshot", "Takes, keeps, deletes and copies manual snapshots.");
        group.addSubcommand(new Create(surroundings));
        group.addSubcommand(new Keep(surroundings));
        group.addSubcommand(new Delete(surroundings));
        group.addSubcommand(new Copy(surroundings));
        redshift.addSubcommand(group);
    }

    private static int result(RedshiftRun run, String outcome, String text, Snapshot snapshot) throws IOException {
        run.say(text);
        if (run.json()) {
            RedshiftJson.object(
                    run.surroundings().out(), outcome, json -> RedshiftJson.snapshot(json, snapshot, Instant.now()));
        }
        return outcome.equals("EXISTED") ? ExitCode.NOTHING_TO_DO : ExitCode.OK;
    }

    @Command(
            name = "create",
            description = {
                "Takes a snapshot and waits until it is available.",
                "One of that name that is being taken is waited for; one that is available is left, with exit code 5."
            })
    static final class Create extends RedshiftAction {
        @Parameters(paramLabel = "NAME", description = "The new snapshot.")
        String name = "";

        @Option(
                names = "--retention",
                paramLabel = "DAYS",
                description = "30d, or forever; default: the warehouse's own.")
        @Nullable
        String retention;

        @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag; repeat it for more.")
        Map<String, String> tags = new LinkedHashMap<>();

        @Option(names = "--no-wait", description = "End as soon as it is begun.")
        boolean noWait;

        @Option(names = "--deadline", paramLabel = "TIME", description = "The longest wait, such as 30m; default 2h.")
        String deadline = "2h";

        Create(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Made<Snapshot>> planned =
                    run.backups().snapshot(new NewSnapshot(name, RedshiftRun.retention(retention), tags));
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            Made<Snapshot> made = planned.run();
            Snapshot snapshot = made.value();
            if (made.existed()) {
                String age = snapshot.created()
                        .map(at -> ", " + Figures.duration(Duration.between(at, Instant.now())) + " old")
                        .orElse("");
                String there =
                        "Snapshot " + name + " is there already (" + snapshot.status() + age + "); no other is taken.";
                if (snapshot.isAvailable()) {
                    return result(run, "EXISTED", there, snapshot);
                }
                run.say(there);
            }
            if (noWait) {
                return result(run, "BEGUN", "Snapshot " + name + " is begun: " + snapshot.status() + ".", snapshot);
            }
            Snapshot complete =
                    run.await(deadline, (patience, listener) -> run.backups().await(snapshot, patience, listener));
            String size = complete.totalMegabytes().isPresent()
                    ? " (" + Figures.count(Math.round(complete.totalMegabytes().getAsDouble())) + " MB)"
                    : "";
            return result(run, "CREATED", "Snapshot " + name + " is available" + size + ".", complete);
        }
    }

    @Command(
            name = "keep",
            description = {"Changes how long a snapshot is kept.", "Asks if that is shorter than before."})
    static final class Keep extends RedshiftAction {
        @Parameters(paramLabel = "NAME", index = "0", description = "The snapshot.")
        String name = "";

        @Parameters(paramLabel = "DAYS", index = "1", description = "30d, or forever; from when it was taken.")
        String retention = "";

        Keep(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Retention wanted = RedshiftRun.retention(retention).orElseThrow();
            Planned<Snapshot> planned = run.backups().retention(name, wanted);
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            Snapshot there = run.backups()
                    .find(name)
                    .orElseThrow(() -> RedshiftRun.notFound(
                            "There is no snapshot " + name + ". leat redshift list shows those that are there."));
            boolean shorter = there.retention().map(wanted::isShorterThan).orElse(true);
            if (shorter
                    && !run.confirmed(
                            "Keep snapshot " + name + " only " + wanted + "? It is deleted when they have passed.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            return result(run, "CHANGED", "Snapshot " + name + " is kept " + wanted + ".", planned.run());
        }
    }

    @Command(name = "delete", description = "Deletes a snapshot for good. Asks first.")
    static final class Delete extends RedshiftAction {
        @Parameters(paramLabel = "NAME", description = "The snapshot.")
        String name = "";

        Delete(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Optional<Snapshot>> planned = run.backups().delete(name);
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            if (!run.confirmed("Delete snapshot " + name + " of "
                    + run.backups().warehouse().described() + "? It cannot be brought back.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            Optional<Snapshot> deleted = planned.run();
            if (deleted.isEmpty()) {
                run.say("There is no snapshot " + name + "; nothing was deleted.");
                return ExitCode.NOTHING_TO_DO;
            }
            return result(run, "DELETED", "Snapshot " + name + " is deleted.", deleted.get());
        }
    }

    @Command(
            name = "copy",
            description = {
                "Has snapshots to come copied to another region, or no more with --stop.",
                "Asks first: transfer and storage there are paid for."
            })
    static final class Copy extends RedshiftAction {
        @Option(
                names = "--to",
                paramLabel = "REGION",
                required = true,
                description = "The other region, such as eu-west-1.")
        String to = "";

        @Option(
                names = "--retention",
                paramLabel = "DAYS",
                description = "How long manual ones are kept there; default forever.")
        @Nullable
        String retention;

        @Option(
                names = "--automated-retention",
                paramLabel = "DAYS",
                description = "How long automated ones are kept there, 1 to 35; default 7. Clusters only.")
        @Nullable
        String automated;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "Of encrypted clusters the snapshot copy grant, of namespaces the KMS key there.")
        @Nullable
        String key;

        @Option(names = "--stop", description = "Copy no more; copies that are there stay.")
        boolean stop;

        Copy(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(RedshiftRun run) throws IOException, InterruptedException {
            return stop ? stop(run) : start(run);
        }

        private int start(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Made<RegionCopy>> planned = run.backups()
                    .copyTo(new RegionCopy(
                            to,
                            RedshiftRun.retention(retention),
                            Optional.ofNullable(automated).map(RedshiftRun::days),
                            Optional.ofNullable(key)));
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            String what = "snapshots of " + run.backups().warehouse().described() + " to " + to;
            if (!run.confirmed("Copy all " + what + "? The transfer and the storage there are paid for.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            Made<RegionCopy> made = planned.run();
            run.say(
                    made.existed()
                            ? "That is so already: copied are " + what + "."
                            : "From now on are copied " + what + ".");
            return copied(run, made.existed() ? "EXISTED" : "STARTED", made.value());
        }

        private int stop(RedshiftRun run) throws IOException, InterruptedException {
            Planned<Optional<RegionCopy>> planned = run.backups().stopCopies(to);
            if (run.isDry(planned)) {
                return ExitCode.OK;
            }
            String what = "snapshots of " + run.backups().warehouse().described() + " to " + to;
            if (!run.confirmed("Copy no more " + what + "? Those to come are in one region only.")) {
                return ExitCode.NOTHING_TO_DO;
            }
            Optional<RegionCopy> stopped = planned.run();
            if (stopped.isEmpty()) {
                run.say("That is so already: not copied are " + what + ".");
                return ExitCode.NOTHING_TO_DO;
            }
            run.say("No longer copied are " + what + ".");
            return copied(run, "STOPPED", stopped.get());
        }

        private static int copied(RedshiftRun run, String outcome, RegionCopy copy) throws IOException {
            if (run.json()) {
                RedshiftJson.object(run.surroundings().out(), outcome, json -> RedshiftJson.copy(json, copy));
            }
            return outcome.equals("EXISTED") ? ExitCode.NOTHING_TO_DO : ExitCode.OK;
        }
    }
}
