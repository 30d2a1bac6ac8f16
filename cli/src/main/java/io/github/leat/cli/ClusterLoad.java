package io.github.leat.cli;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * A load as its command line describes it, to be run by the tasks of a cluster: the same options as of {@code leat load}, read by the same
 * code. Immutable and thread-safe.
 */
public final class ClusterLoad {
    /** Targets that all machines reach. */
    private static final List<String> TARGETS =
            List.of("jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:", "dynamodb:", "redshift:", "redshift-data:");

    private static final Pattern SEVERAL = Pattern.compile(".*[*?\\[{].*|.*/");

    /** What stands on a command line. */
    @Command(name = "leat-spark-app")
    static final class Arguments {
        @Parameters(arity = "1..*")
        List<String> sources = new ArrayList<>();

        @Mixin
        LoadOptions load = new LoadOptions();

        @Mixin
        ClusterOptions cluster = new ClusterOptions();
    }

    private final List<String> sources;
    private final LoadJob job;
    private final Optional<String> rejects;
    private final ClusterOptions cluster;
    private final Targets targets;

    private ClusterLoad(List<String> sources, LoadOptions options, ClusterOptions cluster, Surroundings surroundings) {
        this.sources = List.copyOf(sources);
        this.job = LoadJob.of(options, sources.subList(0, 1), source -> table(sources, options), false);
        this.rejects = Optional.ofNullable(options.rejects);
        this.cluster = cluster;
        this.targets = new Targets(surroundings);
    }

    private static String table(List<String> sources, LoadOptions options) {
        if (options.into.startsWith(Targets.DYNAMODB)) {
            return "";
        }
        if (sources.size() > 1 || SEVERAL.matcher(sources.get(0)).matches()) {
            throw new UsageException(
                    "A load on a cluster goes into one table, and which is not clear of several files. Name it with --table.");
        }
        return TableNames.of(sources.get(0));
    }

    /**
     * Reads a command line: {@code SOURCE… --into TARGET [options]}, as {@code leat emr submit} passes it on.
     *
     * @throws IllegalArgumentException if it is wrong by itself; the message says what to do
     */
    public static ClusterLoad parse(List<String> arguments) {
        Arguments parsed = new Arguments();
        try {
            new CommandLine(parsed).parseArgs(arguments.toArray(String[]::new));
            return of(parsed.sources, parsed.load, parsed.cluster, Surroundings.ofProcess());
        } catch (ParameterException | UsageException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws UsageException if something is wrong by itself, or cannot be on a cluster */
    static ClusterLoad of(
            List<String> sources, LoadOptions options, ClusterOptions cluster, Surroundings surroundings) {
        if (TARGETS.stream().noneMatch(options.into::startsWith)) {
            throw new UsageException("The machines of a cluster do not share " + Targets.withoutSecrets(options.into)
                    + ". Load into jdbc:postgresql:, jdbc:mariadb:, jdbc:mysql:, dynamodb: or redshift: with --into.");
        }
        if (options.engine.engine != null || options.engine.dialect != null || options.engine.sheet != null) {
            throw new UsageException(
                    "--engine, --dialect and --sheet are not for loads on a cluster, which read with leat's"
                            + " own parser. Leave them out, or make the files CSV with leat cat.");
        }
        if (cluster.secret != null && !options.into.startsWith(Targets.JDBC)) {
            throw new UsageException(
                    "--secret is for jdbc: targets. DynamoDB takes the role of the job; for Redshift write"
                            + " iam=true, or redshift-data: with secret=… in the address.");
        }
        if (cluster.connections != null && cluster.connections < 1) {
            throw new UsageException("--connections is at least 1. Leave it out for as many as the cluster runs.");
        }
        cluster.splitBytes(1);
        ClusterLoad load = new ClusterLoad(sources, options, cluster, surroundings);
        LoadJob.Item item = load.job.sources().get(0);
        Sink sink = load.targets.open(load.job.target(), load.job.sinkOptions(item));
        boolean byKey = sink.partOrder() == PartOrder.KEYS && !(sink instanceof JointSink);
        if (byKey && !cluster.uniqueKeys) {
            throw new UsageException("Records of one key replace each other in " + Targets.withoutSecrets(options.into)
                    + ", and tasks end in any order, so that the last in the files would not win. Add --unique-keys if no key is in"
                    + " two parts, or load on one machine with leat load.");
        }
        return load;
    }

    /** Files, directories and patterns, as Hadoop's file systems know them. */
    public List<String> sources() {
        return sources;
    }

    /**
     * The load of one file.
     *
     * @param login user and password for a {@code jdbc:} target; empty for what its address and the environment say
     */
    public Load load(ByteSource source, Properties login) {
        return job.load(
                source, targets.open(job.target(), job.sinkOptions(job.sources().get(0)), login), job.select());
    }

    /** The bound on what all tasks together write. */
    public Optional<Throughput> throughput() {
        return job.throughput();
    }

    /** The directory for rejected records. */
    public Optional<String> rejects() {
        return rejects;
    }

    /**
     * About how large the parts of a file are.
     *
     * @param otherwise what it is if nothing is said
     */
    public long splitBytes(long otherwise) {
        return cluster.splitBytes(otherwise);
    }

    /** Tasks that may write at once; empty for all that run. */
    public OptionalInt connections() {
        return cluster.connections == null ? OptionalInt.empty() : OptionalInt.of(cluster.connections);
    }

    /** Whether no key is in two parts. */
    public boolean uniqueKeys() {
        return cluster.uniqueKeys;
    }

    /** The secret that holds the password. */
    public Optional<String> secret() {
        return Optional.ofNullable(cluster.secret);
    }

    /** Whether the address names the user. */
    public boolean namesUser() {
        return job.target().matches(".*[?&]user=.*");
    }

    /** Where the report goes. */
    public Optional<String> report() {
        return job.report();
    }
}
