package io.github.leat.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Backups of Redshift: says which subcommands there are. No type of AWS is named here: the clients are loaded by who needs them. */
@Command(
        name = "redshift",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes, schedules, lists and restores snapshots of Amazon Redshift. Name --cluster or --namespace.",
            "What is destructive or costs asks first, on a terminal; elsewhere it wants --yes."
        })
final class RedshiftCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "The provisioned cluster whose snapshots these are.")
    @Nullable
    String cluster;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The namespace of Redshift Serverless whose snapshots these are.")
    @Nullable
    String namespace;

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
            description = "Another address than that of AWS.")
    @Nullable
    String endpoint;

    @Option(
            names = "--dry-run",
            scope = ScopeType.INHERIT,
            description = "Print the calls that would be made, with their parameters; send nothing.")
    boolean dryRun;

    @Option(names = "--yes", scope = ScopeType.INHERIT, description = "Do not ask.")
    boolean yes;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result as JSON.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    private RedshiftCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The command.
     *
     * @param complete whether with its subcommands; other commands are spared the time to make them
     */
    static CommandLine commandLine(Surroundings surroundings, boolean complete) {
        CommandLine line = new CommandLine(new RedshiftCommand(surroundings));
        if (complete) {
            RedshiftSnapshotCommands.addTo(line, surroundings);
            RedshiftScheduleCommands.addTo(line, surroundings);
            line.addSubcommand(new RedshiftRestoreCommand(surroundings));
            line.addSubcommand(new RedshiftListCommand(surroundings));
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
