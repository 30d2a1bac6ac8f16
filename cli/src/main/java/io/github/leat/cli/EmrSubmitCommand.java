package io.github.leat.cli;

import io.github.leat.emr.AppJar;
import io.github.leat.emr.CostDrivers;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrPlan;
import io.github.leat.emr.EmrSubmission;
import io.github.leat.emr.Workers;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a load on EMR: its options are those of {@code load}, which are passed on as they are, and those that say where it runs. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads files of S3 on EMR, by the options of leat load.",
            "Uploads the application's jar once, and starts the job once, whatever becomes of answers."
        })
final class EmrSubmitCommand implements Callable<Integer> {
    /** Of the options of {@code load}, what the command does itself. */
    private static final Set<String> OWN = Set.of("--dry-run", "--progress", "--report");

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description = "s3://bucket/key, a prefix that ends with / or a pattern; also hdfs://….")
    List<String> sources = new ArrayList<>();

    @Option(
            names = "--jar",
            paramLabel = "FILE|s3://…",
            required = true,
            description = "The application: leat-spark-app.jar, a file or an object of S3.")
    String jar = "";

    @Option(
            names = "--upload",
            paramLabel = "s3://BUCKET/PREFIX/",
            required = true,
            description = "Where the jar, the report and, of EMR Serverless, the logs go.")
    String upload = "";

    @Option(
            names = "--role",
            paramLabel = "ARN",
            description = "The role of the job: needed for EMR Serverless; on a cluster default that of its instances.")
    @Nullable
    String role;

    @Option(names = "--name", paramLabel = "NAME", description = "What the job is called; default leat TABLE.")
    @Nullable
    String name;

    @Option(names = "--executors", paramLabel = "N", description = "How many executors; default ${DEFAULT-VALUE}.")
    int executors = Workers.DEFAULT.executors();

    @Option(names = "--executor-cores", paramLabel = "N", description = "Cores of each; default ${DEFAULT-VALUE}.")
    int executorCores = Workers.DEFAULT.executorCores();

    @Option(
            names = "--executor-memory",
            paramLabel = "GB",
            description = "Heap of each, in GiB; default ${DEFAULT-VALUE}.")
    int executorMemory = Workers.DEFAULT.executorGigabytes();

    @Option(names = "--driver-cores", paramLabel = "N", description = "Cores of the driver; default ${DEFAULT-VALUE}.")
    int driverCores = Workers.DEFAULT.driverCores();

    @Option(
            names = "--driver-memory",
            paramLabel = "GB",
            description = "Heap of the driver, in GiB; default ${DEFAULT-VALUE}.")
    int driverMemory = Workers.DEFAULT.driverGigabytes();

    @Option(names = "--wait", description = "Wait until it has ended, and end as leat load would have.")
    boolean wait;

    @Option(names = "--deadline", paramLabel = "TIME", description = "The longest wait, such as 90m; default 12h.")
    String deadline = "12h";

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    LoadOptions load = new LoadOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    EmrSubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (load.report != null) {
            throw new UsageException("--report is a file of this machine, and the report of a job goes below --upload."
                    + " Leave it out; leat emr status prints it.");
        }
        sources.forEach(EmrSubmitCommand::requireShared);
        boolean dryRun = load.dryRun;
        load.dryRun = false;
        ClusterLoad.of(sources, load, cluster, surroundings); // what is wrong by itself
        return EmrRun.of(surroundings, spec, run -> {
            EmrPlan plan = run.jobs().submit(submission());
            return dryRun ? show(run, plan) : start(run, plan);
        });
    }

    private static void requireShared(String source) {
        if (source.startsWith("s3:")) {
            if (!S3Kind.parse(source).options().equals(S3Options.defaults())) {
                throw new UsageException(
                        source + " has settings, which Spark does not read. Leave them out; the cluster reads by"
                                + " the role of the job.");
            }
        } else if (!source.startsWith("s3a://") && !source.startsWith("hdfs://")) {
            throw new UsageException(
                    "The cluster does not see " + source + ". Copy it to S3, for example with aws s3 cp, or"
                            + " files of HDX with leat hdx sync --to s3://…, and name it as s3://bucket/key.");
        }
    }

    private EmrSubmission submission() {
        String table = load.into.startsWith(Targets.DYNAMODB)
                ? Targets.dynamoDb(load.into).name()
                : load.table == null ? TableNames.of(sources.get(0)) : load.table;
        return new EmrSubmission(
                name == null ? "leat " + table : name,
                jar.startsWith("s3:")
                        ? new AppJar.Stored(S3Kind.parse(jar))
                        : new AppJar.Local(surroundings.resolve(jar)),
                prefix(),
                arguments(),
                Optional.ofNullable(role),
                new Workers(executors, executorCores, executorMemory, driverCores, driverMemory));
    }

    private S3Address prefix() {
        S3Address address = S3Kind.parse(upload);
        if (!address.options().equals(S3Options.defaults())) {
            throw new UsageException(
                    "--upload has settings. Leave them out; --region and --s3-endpoint say how S3 is reached.");
        }
        return address;
    }

    /** What the application is given: the options of the load as they were written, then its sources. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (spec != null) {
            CommandLine known = new CommandLine(new ClusterLoad.Arguments());
            for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
                String longName = option.longestName();
                if (OWN.contains(longName)
                        || !known.getCommandSpec().optionsMap().containsKey(longName)) {
                    continue;
                }
                if (option.arity().max() == 0 || option.originalStringValues().isEmpty()) {
                    arguments.add(longName);
                } else {
                    option.originalStringValues().forEach(value -> arguments.add(longName + "=" + value));
                }
            }
        }
        arguments.add("--");
        arguments.addAll(sources);
        return arguments;
    }

    private static int show(EmrRun run, EmrPlan plan) throws IOException {
        if (run.json()) {
            EmrJson.plan(run.surroundings().out(), plan);
        } else {
            PrintStream out = run.out();
            ServiceCalls.print(plan.calls(), out);
            CostDrivers costs = plan.costs();
            out.println("costs, for each hour that it runs, at most");
            out.println("  " + Figures.count(costs.workers(), "worker") + ": " + costs.vcpus() + " vCPU-hours and "
                    + costs.gigabytes() + " GB-hours of memory");
            costs.notes().forEach(note -> out.println("  " + note));
            out.flush();
        }
        run.say("Nothing was sent: --dry-run.");
        return ExitCode.OK;
    }

    private int start(EmrRun run, EmrPlan plan) throws IOException, InterruptedException {
        EmrJob job = plan.run();
        run.say("Job " + job.id() + " (" + job.name() + ") is submitted to "
                + job.place().described() + ".");
        if (wait) {
            return run.tell(run.await(job, deadline));
        }
        if (run.json()) {
            EmrJson.job(run.surroundings().out(), job, Optional.empty());
        } else {
            PrintStream out = run.out();
            out.println(job.id());
            out.flush();
        }
        return ExitCode.OK;
    }
}
