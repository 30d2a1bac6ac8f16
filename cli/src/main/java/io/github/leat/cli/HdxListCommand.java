package io.github.leat.cli;

import io.github.leat.hdx.HdxDataset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists the files of a dataset. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists the files of a dataset.")
final class HdxListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    HdxCommand hdx;

    @Parameters(paramLabel = "DATASET", description = "The name of a dataset, or its id.")
    String dataset = "";

    HdxListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        HdxCommand parent = Objects.requireNonNull(hdx);
        boolean json = parent.json();
        HdxDataset found = parent.client().dataset(dataset);
        if (json) {
            HdxJson.write(found, surroundings.out());
        } else {
            new HdxText(surroundings).print(found);
        }
        return ExitCode.OK;
    }
}
