package io.github.leat.cli;

import io.github.leat.hdx.HdxPage;
import io.github.leat.hdx.HdxQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Finds datasets. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Finds datasets, the best first. Their names are what list, sync and hdx: take.")
final class HdxSearchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    HdxCommand hdx;

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Words to look for; none: all datasets.")
    List<String> words = new ArrayList<>();

    @Option(names = "--file-format", paramLabel = "F", description = "With a file of this format, such as CSV or XLSX.")
    @Nullable
    String fileFormat;

    @Option(names = "--org", paramLabel = "NAME", description = "Of this organisation, such as acled.")
    @Nullable
    String organization;

    @Option(
            names = "--country",
            paramLabel = "CODE",
            description = "About this country, such as BDI, or group, such as world.")
    @Nullable
    String country;

    @Option(names = "--tag", paramLabel = "TAG", description = "With this tag, such as \"food security\".")
    @Nullable
    String tag;

    @Option(names = "--name", paramLabel = "NAME", description = "Of exactly this name.")
    @Nullable
    String name;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many; default " + HdxQuery.DEFAULT_LIMIT + ".")
    int limit = HdxQuery.DEFAULT_LIMIT;

    HdxSearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        HdxCommand parent = java.util.Objects.requireNonNull(hdx);
        boolean json = parent.json();
        HdxPage page = parent.client().search(query());
        HdxText text = new HdxText(surroundings);
        if (json) {
            HdxJson.write(page, surroundings.out());
        } else {
            text.print(page);
        }
        return ExitCode.OK;
    }

    private HdxQuery query() {
        try {
            return new HdxQuery(
                    String.join(" ", words),
                    Optional.ofNullable(fileFormat),
                    Optional.ofNullable(name),
                    Optional.ofNullable(organization),
                    Optional.ofNullable(country),
                    Optional.ofNullable(tag),
                    limit);
        } catch (IllegalArgumentException e) {
            throw new UsageException("leat hdx search: " + e.getMessage() + ".", e);
        }
    }
}
