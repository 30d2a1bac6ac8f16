package io.github.leat.cli;

import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.report.NextStep;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to do after a load: what the terminal says, and the page. */
final class NextSteps {
    private final LoadJob job;

    NextSteps(LoadJob job) {
        this.job = job;
    }

    /** A mode as {@code --mode} takes it. */
    static String mode(WriteMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** After a load that came to an end. */
    List<NextStep> after(LoadJob.Item item, LoadPlan plan, LoadReport report, Optional<String> query) {
        List<NextStep> steps = new ArrayList<>();
        if (report.outcome() == LoadOutcome.ALREADY_LOADED) {
            steps.add(NextStep.of("To load it again, " + again()));
            return steps;
        }
        redrive(item, report)
                .ifPresent(command -> steps.add(NextStep.of(
                        "Mend the rejected records in their file, or the options of the load, and load them again.",
                        command)));
        for (String hint : Hints.of(plan.layout())) {
            steps.add(NextStep.of("To settle what is doubtful about a column, load it with", hint));
        }
        query.ifPresent(command -> steps.add(NextStep.of("Try a query.", command)));
        return steps;
    }

    /** After a load that failed with this message. */
    List<NextStep> afterFailure(LoadJob.Item item, LoadReport report, String message) {
        List<NextStep> steps = new ArrayList<>();
        steps.add(NextStep.of(ErrorLines.advice(message)));
        committed(report).ifPresent(text -> steps.add(NextStep.of(text)));
        redrive(item, report)
                .ifPresent(command -> steps.add(NextStep.of(
                        "When the load is complete, mend the rejected records and load them again.", command)));
        return steps;
    }

    /** What is kept of a load that failed, if anything. */
    static Optional<String> committed(LoadReport report) {
        return report.checkpoint()
                .map(at -> Figures.count(at.counts().read(), "record") + " up to line "
                        + Figures.count(at.position().line()) + " are committed; the same command goes on there.");
    }

    /** How what is loaded is loaded again. */
    String again() {
        return job.target().startsWith(Targets.CSV)
                ? "name another target, or remove that file and its ledger (the file's name with .leat added)."
                : "name another " + (job.target().startsWith(Targets.DYNAMODB) ? "table" : "--table")
                        + ", or give the file a new version with touch.";
    }

    /** The command that loads the rejects of a load, if it has any; options that say how to read and change records are left out. */
    Optional<String> redrive(LoadJob.Item item, LoadReport report) {
        if (report.counts().rejected() == 0 || report.deadLetters().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder command = new StringBuilder("leat redrive ").append(TryQuery.shellQuoted(item.rejects(), false));
        if (!job.target().equals(Targets.DEFAULT)) {
            command.append(" --into ").append(TryQuery.shellQuoted(Targets.withoutSecrets(job.target()), false));
        }
        boolean tableIsInTarget =
                job.target().startsWith(Targets.DYNAMODB) || job.target().startsWith(Targets.CSV);
        if (!tableIsInTarget && !TableNames.ofRejects(item.rejects()).equals(Optional.of(item.table()))) {
            command.append(" --table ").append(TryQuery.shellQuoted(item.table(), false));
        }
        if (!job.key().isEmpty()) {
            command.append(" --key ").append(TryQuery.shellQuoted(String.join(",", job.key()), false));
        }
        if (!job.modeImplied() && job.mode() != WriteMode.APPEND && job.mode() != WriteMode.REPLACE) {
            command.append(" --mode ").append(mode(job.mode()));
        }
        return Optional.of(command.toString());
    }
}
