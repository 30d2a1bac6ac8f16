package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists snapshots, schedules or copies. */
@Command(
        name = "list",
        description = {
            "Lists all snapshots of the warehouse, newest first; or the schedules, or where snapshots are copied to.",
            "Changes nothing."
        })
final class RedshiftListCommand extends RedshiftAction {
    @Option(names = "--schedules", description = "The schedules: of clusters all of the account in the region.")
    boolean schedules;

    @Option(names = "--copies", description = "The regions that snapshots are copied to.")
    boolean copies;

    RedshiftListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(RedshiftRun run) throws IOException, InterruptedException {
        if (schedules && copies) {
            throw new UsageException("--schedules and --copies are two lists. Ask for one of them.");
        }
        if (schedules) {
            return schedules(run, run.backups().schedules());
        }
        if (copies) {
            return copies(run, run.backups().copies());
        }
        Comparator<Snapshot> newest = Comparator.comparing(
                        (Snapshot one) -> one.created().orElse(Instant.EPOCH))
                .reversed();
        return snapshots(run, run.backups().snapshots().stream().sorted(newest).toList());
    }

    private static int snapshots(RedshiftRun run, List<Snapshot> all) throws IOException {
        Instant now = Instant.now();
        if (run.json()) {
            return json(run, "snapshots", all, (json, one) -> RedshiftJson.snapshot(json, one, now));
        }
        PrintStream out = run.out();
        if (!all.isEmpty()) {
            out.println(run.surroundings().outStyle().bold(row("AGE", "STATUS", "TYPE", "SIZE", "KEPT", "NAME")));
        }
        for (Snapshot one : all) {
            out.println(row(
                    one.created()
                            .map(at -> Figures.duration(Duration.between(at, now)))
                            .orElse("?"),
                    status(one),
                    one.type() + (one.encrypted() ? "" : " (not encrypted)"),
                    megabytes(one.totalMegabytes()),
                    one.remainingDays().isPresent()
                            ? one.remainingDays().getAsInt() + " d left"
                            : one.retention().map(Retention::toString).orElse("?"),
                    one.name()));
        }
        out.flush();
        run.say(Figures.count(all.size(), "snapshot") + " of "
                + run.backups().warehouse().described());
        return ExitCode.OK;
    }

    private static String status(Snapshot one) {
        return one.status()
                + one.remaining()
                        .filter(time -> !time.isZero())
                        .map(time -> ", " + Figures.duration(time) + " left")
                        .orElse("");
    }

    private static String megabytes(OptionalDouble number) {
        return number.isPresent() ? Figures.count(Math.round(number.getAsDouble())) + " MB" : "?";
    }

    private static String row(String age, String status, String type, String size, String kept, String name) {
        return String.format("%-12s %-22s %-10s %12s  %-10s %s", age, status, type, size, kept, name);
    }

    private static int schedules(RedshiftRun run, List<Schedule> all) throws IOException {
        if (run.json()) {
            return json(run, "schedules", all, RedshiftJson::schedule);
        }
        PrintStream out = run.out();
        for (Schedule one : all) {
            String next =
                    one.next().stream().findFirst().map(at -> ", next " + at).orElse("");
            out.println(one.name() + "  " + String.join(" ", one.when()) + "  "
                    + (one.attached().isEmpty() ? "nobody" : String.join(",", one.attached())) + "  " + one.state()
                    + next);
        }
        out.flush();
        run.say(Figures.count(all.size(), "schedule"));
        return ExitCode.OK;
    }

    private static int copies(RedshiftRun run, List<RegionCopy> all) throws IOException {
        if (run.json()) {
            return json(run, "copies", all, RedshiftJson::copy);
        }
        PrintStream out = run.out();
        for (RegionCopy one : all) {
            out.println(one.region() + "  kept "
                    + one.retention().map(Retention::toString).orElse("for ever")
                    + one.automatedDays()
                            .map(days -> ", automated " + days + " days")
                            .orElse(""));
        }
        out.flush();
        run.say(all.isEmpty() ? "Snapshots are copied to no other region." : Figures.count(all.size(), "region"));
        return ExitCode.OK;
    }

    private interface Item<T> {
        void write(JsonGenerator json, T one) throws IOException;
    }

    private static <T> int json(RedshiftRun run, String key, List<T> all, Item<T> item) throws IOException {
        RedshiftJson.object(run.surroundings().out(), "LISTED", json -> {
            json.writeArrayFieldStart(key);
            for (T one : all) {
                json.writeStartObject();
                item.write(json, one);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        return ExitCode.OK;
    }
}
