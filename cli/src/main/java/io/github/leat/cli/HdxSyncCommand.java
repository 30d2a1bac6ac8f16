package io.github.leat.cli;

import io.github.leat.hdx.DirectoryLanding;
import io.github.leat.hdx.HdxResource;
import io.github.leat.hdx.HdxSync;
import io.github.leat.hdx.Landing;
import io.github.leat.hdx.SyncOutcome;
import io.github.leat.hdx.SyncReport;
import io.github.leat.s3.S3Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Keeps copies of the files of datasets up to date. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fetches the files of datasets that are newer than the copies of them, and no others.",
            "Exit code 0 if any was fetched, 5 if there was nothing to do, 4 if any failed (the others are there)."
        })
final class HdxSyncCommand implements Callable<Integer> {
    private static final String ALL = "all";

    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    HdxCommand hdx;

    @Parameters(paramLabel = "DATASET", arity = "1..*", description = "Names of datasets, or their ids.")
    List<String> datasets = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            required = true,
            description = "Where the copies are.")
    String to = "";

    @Option(
            names = "--file-format",
            paramLabel = "F",
            split = ",",
            description =
                    "Formats to fetch, such as CSV,SHP, or all; default the tables that leat reads: CSV, XLSX, TSV, TXT.")
    List<String> formats = new ArrayList<>();

    @Option(names = "--parallel", paramLabel = "N", description = "Files fetched at once, from 1 to 32; default 4.")
    int parallel = 4;

    HdxSyncCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        HdxCommand parent = Objects.requireNonNull(hdx);
        boolean json = parent.json();
        HdxText text = new HdxText(surroundings);
        HdxSync.Builder sync =
                HdxSync.of(parent.client(), landing()).wanted(wanted()).onFile(text::print);
        try {
            sync.parallel(parallel);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--parallel: " + e.getMessage() + ".", e);
        }
        SyncReport report = sync.build().run(datasets);
        text.print(report);
        if (json) {
            HdxJson.write(report, surroundings.out());
        }
        if (report.count(SyncOutcome.FAILED) > 0) {
            return ExitCode.FAILED;
        }
        return report.count(SyncOutcome.FETCHED) > 0 ? ExitCode.OK : ExitCode.NOTHING_TO_DO;
    }

    /** Where to. */
    private Landing landing() {
        if (to.isBlank()) {
            throw new UsageException("--to is empty. Name a directory, or s3://bucket/prefix.");
        }
        if (to.startsWith("s3:")) {
            S3Address address = S3Kind.parse(to);
            return new S3Copies(S3Kind.store(address), address);
        }
        return DirectoryLanding.of(surroundings.resolve(to));
    }

    private Predicate<HdxResource> wanted() {
        if (formats.isEmpty()) {
            return HdxResource::isTable;
        }
        List<String> named = formats.stream()
                .map(format -> format.strip().toLowerCase(Locale.ROOT))
                .toList();
        return resource ->
                named.contains(ALL) || named.contains(resource.format().toLowerCase(Locale.ROOT));
    }
}
