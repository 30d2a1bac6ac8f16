package io.github.leat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Loads files into a target. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Loads CSV files into a database. Goes on where an interrupted load of the same file stopped.")
final class LoadCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    LeatCommand leat;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description = "A file, a pattern such as 'data/*.csv', - for stdin, https://… or hdx:DATASET[/RESOURCE];"
                    + " compressed ones (gzip, zstd, bzip2, xz, zip) and workbooks (XLSX) are opened.")
    List<String> arguments = new ArrayList<>();

    @Mixin
    LoadOptions options = new LoadOptions();

    LoadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean debug = leat != null && leat.debug;
        List<String> names = new Sources(surroundings).expand(arguments);
        LoadJob job = LoadJob.of(options, names, TableNames::of, false);
        return new LoadRunner(surroundings, job, arguments, debug).run();
    }
}
