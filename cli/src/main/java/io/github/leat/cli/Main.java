package io.github.leat.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The {@code leat} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings, args).execute(args);
    }

    /** The command with its subcommands, before it is run. */
    static CommandLine commandLine(Surroundings surroundings, String... args) {
        LeatCommand leat = new LeatCommand(surroundings);
        CommandLine command = new CommandLine(leat);
        command.addSubcommand(new LoadCommand(surroundings));
        command.addSubcommand(new LoadsCommand(surroundings));
        command.addSubcommand(UndoCommand.undo(surroundings));
        command.addSubcommand(UndoCommand.confirm(surroundings));
        command.addSubcommand(new PreviewCommand(surroundings));
        command.addSubcommand(new CatCommand(surroundings));
        command.addSubcommand(new RedriveCommand(surroundings));
        command.addSubcommand(HdxCommand.commandLine(surroundings));
        command.addSubcommand(
                RedshiftCommand.commandLine(surroundings, List.of(args).contains("redshift")));
        command.addSubcommand(new ServeCommand(surroundings));
        command.addSubcommand(new AggregateCommand(surroundings));
        command.addSubcommand(EmrCommand.commandLine(surroundings, List.of(args).contains("emr")));
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

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
