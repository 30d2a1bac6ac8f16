package io.github.leat.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Loads dead letters again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads a file of rejected records after they, or the options, were mended.",
            "What is rejected again goes to REJECTS.again.csv unless --rejects says otherwise."
        })
final class RedriveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    LeatCommand leat;

    @Parameters(paramLabel = "REJECTS", description = "A file that a load wrote for its rejected records.")
    String rejects = "";

    @Mixin
    LoadOptions options = new LoadOptions();

    RedriveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean debug = leat != null && leat.debug;
        List<String> names = new Sources(surroundings).expand(List.of(rejects));
        LoadJob job = LoadJob.of(options, names, RedriveCommand::table, true);
        return new LoadRunner(surroundings, job, debug).run();
    }

    private static String table(String rejects) {
        return TableNames.ofRejects(rejects)
                .orElseThrow(() -> new UsageException("The name " + rejects
                        + " does not tell the table, as TABLE.rejects.csv would. Name it with --table."));
    }
}
