package io.github.leat.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: says what there is. */
@Command(
        name = "leat",
        mixinStandardHelpOptions = true,
        version = "leat 0.1.0-SNAPSHOT",
        description = "Streams CSV into databases in constant memory, at the rate the target can take.",
        footer = {
            "",
            "Exit codes: 0 all written, 2 usage, 3 finished with rejected records, 4 failed (the checkpoint is"
                    + " kept), 5 nothing to do."
        })
final class LeatCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of what goes wrong.")
    boolean debug;

    @Spec
    @Nullable
    CommandSpec spec;

    LeatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        line.usage(surroundings.errWriter());
        return ExitCode.USAGE;
    }
}
