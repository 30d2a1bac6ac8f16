package io.github.leat.spark;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SourceException;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadParts;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.spark.internal.Budget;
import io.github.leat.spark.internal.HadoopFile;
import io.github.leat.spark.internal.LoadTask;
import io.github.leat.spark.internal.LostExecutors;
import io.github.leat.spark.internal.Piece;
import io.github.leat.spark.internal.PortableLayout;
import io.github.leat.spark.internal.SourceFiles;
import io.github.leat.spark.internal.Splitting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The same load as on one machine, of many and large files, by the tasks of a Spark job.
 *
 * <p>A file is loaded as a whole by one task, or, if it is larger than {@link #splitBytes}, neither compressed nor in another
 * encoding than UTF-8, in parts. Each of these is a {@link Load} of its own with its own entry in the target's ledger, so that a
 * task that is retried, run twice at once, or run again by another driver writes nothing twice and leaves nothing out. The columns of
 * all files are unified before the first is loaded.
 *
 * <p>Into a {@link JointSink}, such as Redshift, tasks stage all parts of all files, and the driver makes them visible at once. Into any
 * other, what is all-or-nothing on one machine is so for each part here: others see a part when it completes. Not thread-safe.
 */
public final class SparkLoad {
    /** About how large the parts of a file are: 128 MiB. */
    public static final long DEFAULT_SPLIT_BYTES = 128L << 20;

    private final SparkSession spark;
    private final LoadSpec spec;
    private final List<String> paths;
    private Optional<Throughput> throughput = Optional.empty();
    private Optional<String> deadLetters = Optional.empty();
    private long splitBytes = DEFAULT_SPLIT_BYTES;
    private int connections = Integer.MAX_VALUE;
    private boolean uniqueKeys;

    private SparkLoad(SparkSession spark, List<String> paths, LoadSpec spec) {
        this.spark = spark;
        this.paths = List.copyOf(paths);
        this.spec = spec;
    }

    /**
     * A load of files.
     *
     * @param paths files, directories and patterns of any file system that Hadoop knows, such as {@code s3a://bucket/day=*}
     * @param spec what is done with each of them
     */
    public static SparkLoad of(SparkSession spark, List<String> paths, LoadSpec spec) {
        return new SparkLoad(spark, paths, spec);
    }

    /**
     * The bound on what all tasks together write in a second; default none. Divided evenly among the tasks that write, and anew
     * whenever one begins or ends. Takes the place of the specification's own.
     */
    public SparkLoad throughput(Throughput total) {
        throughput = Optional.of(total);
        return this;
    }

    /**
     * Tasks that may write at once; the others wait. Each has as many connections as its load has writers, one by default. Default:
     * as many as the cluster runs.
     *
     * @throws IllegalArgumentException if below 1
     */
    public SparkLoad connections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A load needs at least 1 connection, got " + most);
        }
        connections = most;
        return this;
    }

    /**
     * About how large the parts of a file are; default {@link #DEFAULT_SPLIT_BYTES}. A file that was begun in other parts goes on
     * in those.
     *
     * @throws IllegalArgumentException if below 1
     */
    public SparkLoad splitBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A part has at least 1 byte, got " + bytes);
        }
        splitBytes = bytes;
        return this;
    }

    /**
     * A directory for rejected records, on a file system that all machines reach: CSV files as every load writes them. Takes the
     * place of the specification's own. Default: the first reject fails the load.
     */
    public SparkLoad deadLetters(String directory) {
        deadLetters = Optional.of(directory);
        return this;
    }

    /**
     * Says that no key is in two files or two parts of one, apart from records that are the same. Needed where records of one key
     * replace each other: tasks end in any order, so the last in the source would not win. Not needed into a {@link JointSink}, where
     * the last in the order of the files wins.
     */
    public SparkLoad uniqueKeys() {
        uniqueKeys = true;
        return this;
    }

    /** What a task does with each of its pieces, all of them collected. */
    interface TaskWork<P, R> {
        List<R> run(JavaRDD<P> pieces, LoadTask task);
    }

    /** One file on its way. */
    record Planned(HadoopFile file, PortableLayout layout, Load load) {}

    /**
     * Loads.
     *
     * @throws io.github.leat.core.LoadException if the files or the target do not fit; nothing is written then
     * @throws RuntimeException of Spark if a task failed as often as Spark allows; what was committed stays, and the next run
     *     goes on there
     */
    public SparkLoadReport run() {
        Set<String> seen = new HashSet<>();
        List<Planned> files = SourceFiles.find(paths, spark.sparkContext().hadoopConfiguration()).stream()
                .filter(file -> seen.add(file.identity()))
                .map(this::understand)
                .filter(file -> file.layout().hasColumns())
                .toList();
        if (files.isEmpty()) {
            throw new SchemaException("None of the files has a column. Check the paths " + paths + ".");
        }
        Schema unified = UnifiedSchema.of(
                        files.stream().map(file -> file.load().sourceSchema()).toList())
                .schema();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Splitting splitting = new Splitting(context);
        Sink target = files.get(0).load().target();
        if (target instanceof JointSink) {
            JointRun joint = JointRun.plan(files, unified);
            if (!joint.isBegunInParts()) {
                return joint.run(splitting, splitBytes, (pieces, work) -> withTasks(context, pieces, unified, work));
            }
        }
        if (files.size() > 1 && target.partOrder() == PartOrder.WHOLE) {
            throw new SchemaException(target.name() + " would hold the last of " + files.size()
                    + " files only, whichever that" + " is. Load by another mode.");
        }
        List<Piece> pieces = new ArrayList<>();
        List<SparkLoadReport.FileReport> reports = new ArrayList<>();
        Map<String, LoadParts> inParts = new LinkedHashMap<>();
        for (Planned file : files) {
            plan(file, unified, splitting, pieces, reports, inParts);
        }
        List<LoadTask.Done> done = withTasks(
                context, pieces, unified, (some, task) -> some.map(task::load).collect());
        RecordCounts total = RecordCounts.ZERO;
        for (Planned file : files) {
            String identity = file.file().identity();
            List<RecordCounts> counts = done.stream()
                    .filter(one -> one.source().equals(identity))
                    .map(LoadTask.Done::counts)
                    .toList();
            RecordCounts sum = counts.stream().reduce(RecordCounts.ZERO, RecordCounts::plus);
            LoadParts parts = inParts.get(identity);
            if (parts != null) {
                parts.complete(sum);
            }
            if (!counts.isEmpty()) {
                reports.add(new SparkLoadReport.FileReport(
                        file.file().name(),
                        parts == null ? SparkLoadReport.How.WHOLE : SparkLoadReport.How.PARTS,
                        counts.size(),
                        sum));
                total = total.plus(sum);
            }
        }
        return new SparkLoadReport(total, reports);
    }

    private Planned understand(HadoopFile file) {
        Load load = spec.of(file);
        return new Planned(file, PortableLayout.of(load.layout()), load);
    }

    private void plan(
            Planned file,
            Schema unified,
            Splitting splitting,
            List<Piece> pieces,
            List<SparkLoadReport.FileReport> reports,
            Map<String, LoadParts> inParts) {
        Sink sink = file.load().target();
        if (sink.partOrder() == PartOrder.KEYS && !uniqueKeys) {
            throw new SchemaException(
                    "In " + sink.name() + " records of one key replace each other, and tasks end in any"
                            + " order, so that the last in the files would not win. Say uniqueKeys() if no key is in two"
                            + " parts, or load on one machine.");
        }
        file.load().unified(UnifiedSchema.of(List.of(unified)));
        List<Piece> whole = splitting.pieces(List.of(file.file()), List.of(file.layout()), Long.MAX_VALUE);
        boolean small = file.file().sizeInBytes().orElse(0) <= splitBytes;
        if (small || !file.layout().isSplittable()) {
            pieces.addAll(whole);
            return;
        }
        LoadParts parts = LoadParts.plan(file.load(), splitBytes);
        switch (parts.verdict()) {
            case ALREADY_LOADED ->
                reports.add(new SparkLoadReport.FileReport(
                        file.file().name(), SparkLoadReport.How.ALREADY_LOADED, 0, RecordCounts.ZERO));
            case STALE ->
                reports.add(new SparkLoadReport.FileReport(
                        file.file().name(), SparkLoadReport.How.STALE, 0, RecordCounts.ZERO));
            case WHOLE -> pieces.addAll(whole);
            case PARTS -> {
                parts.begin();
                pieces.addAll(splitting.pieces(List.of(file.file()), List.of(file.layout()), parts.partBytes()));
                inParts.put(file.file().identity(), parts);
            }
        }
    }

    /** Runs something over pieces as a job of Spark, whose tasks share the throughput and the connections. */
    private <P, R> List<R> withTasks(JavaSparkContext context, List<P> pieces, Schema unified, TaskWork<P, R> work) {
        if (pieces.isEmpty()) {
            return List.of();
        }
        String host = spark.sparkContext().getConf().get("spark.driver.host");
        Broadcast<SerializableConfiguration> settings = context.broadcast(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        try (Budget budget = new Budget(host, Math.min(connections, pieces.size()));
                LostExecutors lost = new LostExecutors(spark.sparkContext(), budget)) {
            lost.tell();
            LoadTask task = LoadTask.of(spec, budget.address(), unified, throughput, deadLetters, settings);
            return work.run(context.parallelize(pieces, pieces.size()), task);
        } catch (IOException e) {
            throw new SourceException(
                    "The driver cannot open a port on " + host + " for its tasks: " + e.getMessage()
                            + ". Set spark.driver.host to an address of this machine.",
                    e);
        } finally {
            settings.unpersist();
        }
    }
}
