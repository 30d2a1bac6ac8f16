package io.github.leat.cli;

import io.github.leat.aws.Planned;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a job end. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Has a job end. What it committed stays, and the same submission goes on there.")
final class EmrCancelCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB", description = "The id of the job run or the step.")
    String id = "";

    @Option(names = "--dry-run", description = "Print the call that would be made; send nothing.")
    boolean dryRun;

    @Spec
    @Nullable
    CommandSpec spec;

    EmrCancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return EmrRun.of(surroundings, spec, run -> {
            Planned<Boolean> planned = run.jobs().cancel(id);
            if (dryRun) {
                PrintStream out = run.out();
                ServiceCalls.print(planned.calls(), out);
                out.flush();
                run.say("Nothing was sent: --dry-run.");
                return ExitCode.OK;
            }
            if (planned.run()) {
                run.say("Job " + id + " was asked to end; see with leat emr status when it has.");
                return ExitCode.OK;
            }
            run.say("Job " + id + " had ended already.");
            return ExitCode.NOTHING_TO_DO;
        });
    }
}
