package io.github.leat.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The {@code leat} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) throws InterruptedException {
        Thread early = EarlyDuckDb.start(args);
        int exitCode = run(Surroundings.ofProcess(), args);
        early.join();
        System.exit(exitCode);
    }

    static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings, args).execute(args);
    }

    /** The command with its subcommands, before it is run. */
    static CommandLine commandLine(Surroundings surroundings, String... args) {
        LeatCommand leat = new LeatCommand(surroundings);
        CommandLine command = new CommandLine(leat);
        addSubcommands(command, surroundings, args);
        command.setColorScheme(Help.defaultColorScheme(surroundings.outStyle() == Style.PLAIN ? Ansi.OFF : Ansi.ON));
        command.setOut(surroundings.outWriter());
        command.setErr(surroundings.errWriter());
        command.setUsageHelpWidth(100);
        command.setParameterExceptionHandler((e, arguments) -> {
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            new ErrorLines(surroundings, leat.debug)
                    .print(sentence(String.valueOf(e.getMessage())) + " See " + name + " --help.");
            return ExitCode.USAGE;
        });
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            new ErrorLines(surroundings, leat.debug).print(e);
            return e instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
        });
        return command;
    }

    /** Adds the subcommand that is asked for, or else all: picocli reads the options of each by reflection, at every start. */
    private static void addSubcommands(CommandLine command, Surroundings surroundings, String... args) {
        Map<String, Supplier<Object>> subcommands = subcommands(surroundings, args);
        Supplier<Object> wanted = args.length == 0 ? null : subcommands.get(args[0]);
        if (wanted == null) {
            subcommands.values().forEach(one -> command.addSubcommand(one.get()));
        } else {
            command.addSubcommand(wanted.get());
        }
    }

    /** In the order in which help shows them. */
    private static Map<String, Supplier<Object>> subcommands(Surroundings surroundings, String... args) {
        Map<String, Supplier<Object>> subcommands = new LinkedHashMap<>();
        subcommands.put("load", () -> new LoadCommand(surroundings));
        subcommands.put("loads", () -> new LoadsCommand(surroundings));
        subcommands.put("undo", () -> UndoCommand.undo(surroundings));
        subcommands.put("confirm", () -> UndoCommand.confirm(surroundings));
        subcommands.put("preview", () -> new PreviewCommand(surroundings));
        subcommands.put("cat", () -> new CatCommand(surroundings));
        subcommands.put("redrive", () -> new RedriveCommand(surroundings));
        subcommands.put("hdx", () -> HdxCommand.commandLine(surroundings));
        subcommands.put(
                "redshift",
                () -> RedshiftCommand.commandLine(surroundings, List.of(args).contains("redshift")));
        subcommands.put("serve", () -> new ServeCommand(surroundings));
        subcommands.put("aggregate", () -> new AggregateCommand(surroundings));
        subcommands.put(
                "emr", () -> EmrCommand.commandLine(surroundings, List.of(args).contains("emr")));
        return subcommands;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
