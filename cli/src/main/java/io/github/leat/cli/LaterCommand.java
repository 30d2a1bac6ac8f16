package io.github.leat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command that a later version brings: says so. */
@Command(mixinStandardHelpOptions = true)
final class LaterCommand implements Callable<Integer> {
    private final String name;
    private final String what;
    private final String module;

    @Parameters(hidden = true, arity = "0..*")
    List<String> arguments = new ArrayList<>();

    private LaterCommand(String name, String what, String module) {
        this.name = name;
        this.what = what;
        this.module = module;
    }

    static List<LaterCommand> all() {
        return List.of(new LaterCommand("emr", "loads on EMR", "spark"));
    }

    String name() {
        return name;
    }

    CommandLine commandLine() {
        CommandLine line = new CommandLine(this);
        line.setUnmatchedArgumentsAllowed(true);
        line.getCommandSpec().name(name).usageMessage().description("Later: " + what + " (module " + module + ").");
        return line;
    }

    @Override
    public Integer call() {
        throw new UsageException("leat " + name + " (" + what + ") comes with the module " + module
                + " in a later version. This one has load, preview, cat, redrive, hdx, redshift, serve and aggregate.");
    }
}
