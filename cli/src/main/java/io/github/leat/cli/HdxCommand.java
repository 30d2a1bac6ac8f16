package io.github.leat.cli;

import io.github.leat.hdx.HdxClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What there is on HDX, and copies of it: says which subcommands there are. */
@Command(
        name = "hdx",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches HDX (data.humdata.org), lists the files of a dataset, and keeps copies of them up to date.",
            "Their files are sources, too: leat load hdx:DATASET, hdx:DATASET/RESOURCE or hdx:DATASET/*.csv."
        })
final class HdxCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Another CKAN site; default LEAT_HDX_URL, else https://data.humdata.org.")
    @Nullable
    String url;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text or json; default text.")
    String format = "text";

    @Spec
    @Nullable
    CommandSpec spec;

    private HdxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new HdxCommand(surroundings));
        line.addSubcommand(new HdxSearchCommand(surroundings));
        line.addSubcommand(new HdxListCommand(surroundings));
        line.addSubcommand(new HdxSyncCommand(surroundings));
        return line;
    }

    HdxClient client() {
        return new HdxSettings(surroundings, url).client();
    }

    /** @throws UsageException if the format is neither text nor json */
    boolean json() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new UsageException("--format " + format + " is unknown. Choose text or json.");
        }
        return format.equals("json");
    }

    @Override
    public Integer call() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        line.usage(surroundings.errWriter());
        return ExitCode.USAGE;
    }
}
