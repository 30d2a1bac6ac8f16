package io.github.leat.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about backups of one warehouse. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class RedshiftAction implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @Nullable
    CommandSpec spec;

    RedshiftAction(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does it; ends with an exit code. */
    abstract int run(RedshiftRun run) throws IOException, InterruptedException;

    @Override
    public Integer call() throws Exception {
        return RedshiftRun.of(surroundings, spec, this::run);
    }
}
