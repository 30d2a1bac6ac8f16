package io.github.leat.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Loads on EMR: says which subcommands there are. No type of AWS is named here: the clients are loaded by who needs them. */
@Command(
        name = "emr",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs loads on EMR Serverless (--application) or on a cluster of EMR on EC2 (--cluster), and follows them.",
            "For data beyond one machine; for less, leat load is quicker and costs less."
        })
final class EmrCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--application",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "The application of EMR Serverless.")
    @Nullable
    String application;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "The cluster of EMR on EC2, such as j-1ABCDEFGHIJKL.")
    @Nullable
    String cluster;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            scope = ScopeType.INHERIT,
            description = "Default: AWS_REGION, the profile's or the machine's.")
    @Nullable
    String region;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Another address of the service than that of AWS.")
    @Nullable
    String endpoint;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Another address than that of AWS for the jar, the report and logs.")
    @Nullable
    String s3Endpoint;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text or json; default text.")
    String format = "text";

    @Spec
    @Nullable
    CommandSpec spec;

    private EmrCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The command.
     *
     * @param complete whether with its subcommands; other commands are spared the time to make them
     */
    static CommandLine commandLine(Surroundings surroundings, boolean complete) {
        CommandLine line = new CommandLine(new EmrCommand(surroundings));
        if (complete) {
            line.addSubcommand(new EmrSubmitCommand(surroundings));
            line.addSubcommand(new EmrStatusCommand(surroundings));
            line.addSubcommand(new EmrCancelCommand(surroundings));
            line.addSubcommand(new EmrLogsCommand(surroundings));
        }
        return line;
    }

    @Override
    public Integer call() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        line.usage(surroundings.errWriter());
        return ExitCode.USAGE;
    }
}
