package io.github.leat.cli;

import io.github.leat.rds.rollup.Changes;
import io.github.leat.rds.rollup.RollUp;
import io.github.leat.rds.rollup.RollUpFile;
import io.github.leat.rds.rollup.RollUpReport;
import io.github.leat.rds.rollup.RollUps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a roll-up up to date. */
@Command(
        name = "aggregate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a table of aggregates of a loaded table, and brings it up to date by what has changed since the"
                    + " last time.",
            "SPEC is a file such as:",
            "  target  = duckdb:leat.duckdb",
            "  table   = conflicts",
            "  roll-up = conflicts_by_month",
            "  group   = country, #adm1+name as province, month(event_date) as month",
            "  measure = count() as events, sum(fatalities) as fatalities"
        },
        footer = {
            "",
            "Exit codes: 0 groups were written, 2 usage, 4 failed (nothing was written), 5 nothing had changed."
        })
final class AggregateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "SPEC", description = "The file that describes the roll-up: docs/roll-ups.md.")
    String spec = "";

    @Option(
            names = "--into",
            paramLabel = "TARGET",
            description = "The database, instead of the one that the file says (default: " + Targets.DEFAULT + ").")
    @Nullable
    String into;

    @Option(
            names = "--changes",
            paramLabel = "WAY",
            description =
                    "How changes are found, instead of what the file says: scan (default: the whole table is read),"
                            + " triggers (loads get slower, refreshes quicker), or auto (triggers where they may be made).")
    @Nullable
    String changes;

    @Option(names = "--rebuild", description = "Make the roll-up and its triggers anew.")
    boolean rebuild;

    @Option(names = "--drop", description = "Drop the roll-up and its triggers.")
    boolean drop;

    @Option(names = "--dry-run", description = "Print the SQL that would be run, and change nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Print the report as JSON on standard output.")
    boolean json;

    AggregateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (drop && (dryRun || rebuild)) {
            throw new UsageException("--drop goes with neither --rebuild nor --dry-run. Leave one out.");
        }
        RollUpFile file = read();
        RollUp rollUp = changes == null ? file.rollUp() : file.rollUp().changes(way(changes));
        RollUps rollUps = new Targets(surroundings)
                .rollUps(into != null ? into : file.target().orElse(Targets.DEFAULT));
        if (drop) {
            boolean wasThere = rollUps.drop(rollUp);
            surroundings
                    .err()
                    .println(rollUp.name() + (wasThere ? ": dropped" : ": there is no such roll-up, nothing to drop"));
            return wasThere ? ExitCode.OK : ExitCode.NOTHING_TO_DO;
        }
        if (dryRun) {
            PrintWriter out = surroundings.outWriter();
            rollUps.plan(rollUp, rebuild).forEach(sql -> out.println(sql + ";"));
            return ExitCode.OK;
        }
        RollUpReport report = rebuild ? rollUps.rebuild(rollUp) : rollUps.refresh(rollUp);
        if (json) {
            RollUpOutput.json(report, rollUps.name(), surroundings.out());
        }
        RollUpOutput.print(report, surroundings.err());
        return report.isChanged() ? ExitCode.OK : ExitCode.NOTHING_TO_DO;
    }

    private RollUpFile read() {
        Path file = surroundings.resolve(spec);
        try {
            return RollUpFile.parse(spec, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UsageException(spec + " is not UTF-8. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new UsageException(
                    spec + " cannot be read: " + RollUpOutput.reason(e) + ". Name a file that describes a roll-up.", e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Changes way(String text) {
        for (Changes way : Changes.values()) {
            if (way.name().toLowerCase(Locale.ROOT).equals(text)) {
                return way;
            }
        }
        throw new UsageException("--changes " + text + " is unknown. Choose auto, triggers or scan.");
    }
}
