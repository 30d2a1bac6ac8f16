package io.github.leat.cli;

import io.github.leat.emr.EmrJob;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how a job is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says how a job is; of one that is done, what became of the records. Ends as leat load would have.")
final class EmrStatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB", description = "The id of the job run or the step.")
    String id = "";

    @Option(names = "--wait", description = "Wait until it has ended.")
    boolean wait;

    @Option(names = "--deadline", paramLabel = "TIME", description = "The longest wait, such as 90m; default 12h.")
    String deadline = "12h";

    @Spec
    @Nullable
    CommandSpec spec;

    EmrStatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return EmrRun.of(surroundings, spec, run -> {
            EmrJob job = run.jobs().status(id);
            return run.tell(wait && !job.state().isEnd() ? run.await(job, deadline) : job);
        });
    }
}
