package io.github.leat.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A word before others: says which there are. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class CommandGroup implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @Nullable
    CommandSpec spec;

    CommandGroup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandLine named(String name, String description) {
        CommandLine line = new CommandLine(this);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        line.usage(surroundings.errWriter());
        return ExitCode.USAGE;
    }
}
