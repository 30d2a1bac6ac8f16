package io.github.leat.core.load;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.internal.Widener;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.transform.Filter;
import io.github.leat.core.transform.Lineage;
import io.github.leat.core.transform.Projection;
import io.github.leat.core.transform.Transform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A load: one source into one sink, at the rate the target can take.
 *
 * <p>Configured by chained calls, run once by {@link #run()}. Every record that is read ends written, deduplicated, rejected
 * or skipped; the report's counts are checked for that balance. A load that is interrupted, by a crash, an error or the
 * deadline, goes on at its last commit when the same source version is loaded into the same target again.
 *
 * <p>Memory: one batch being read, and two for each writer, whatever the size of the source. Not thread-safe.
 */
public final class Load {
    /** Bytes of text after which a load commits: 32 MiB. */
    public static final long DEFAULT_COMMIT_BYTES = 32L << 20;

    /** Time after which a load commits. */
    public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofSeconds(5);

    /** Attempts of one write before a transient failure stops the load. */
    public static final int DEFAULT_MAX_ATTEMPTS = 8;

    final ByteSource source;
    private final List<String> select = new ArrayList<>();
    private final Map<String, String> renames = new LinkedHashMap<>();
    private Inference inference = Inference.defaults();
    private Optional<Sink> sink = Optional.empty();
    private Transform filter = Transform.identity();
    private boolean lineage;
    SchemaPolicy schemaPolicy = SchemaPolicy.EVOLVE;
    Optional<Throughput> throughput = Optional.empty();
    DeadLetters deadLetters = DeadLetters.none();
    RejectBudget budget = RejectBudget.unlimited();
    Optional<Duration> deadline = Optional.empty();
    Duration deadlineMargin = Duration.ofSeconds(2);
    ProgressListener progress = state -> {};
    Consumer<LoadReport> onReport = report -> {};
    Ticker ticker = Ticker.system();
    int writers = 1;
    int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    long commitBytes = DEFAULT_COMMIT_BYTES;
    Duration commitInterval = DEFAULT_COMMIT_INTERVAL;
    private final Instant startedAt = Instant.now();

    private Load(ByteSource source) {
        this.source = source;
    }

    /** A load of one source. */
    public static Load from(ByteSource source) {
        return new Load(Objects.requireNonNull(source, "source"));
    }

    /** Where to load into. Required. */
    public Load into(Sink target) {
        sink = Optional.of(target);
        return this;
    }

    /** How the source is understood; default {@link Inference#defaults()}. */
    public Load infer(Inference value) {
        inference = Objects.requireNonNull(value, "inference");
        return this;
    }

    /** The columns to load, by source name, SQL name or HXL tag, in this order; default all. */
    public Load select(String... columns) {
        select.addAll(List.of(columns));
        return this;
    }

    /** A new name for a column. */
    public Load rename(String from, String to) {
        if (renames.put(from, to) != null) {
            throw new IllegalArgumentException("Column \"" + from + "\" is renamed twice.");
        }
        return this;
    }

    /**
     * Keeps only records for which a predicate is true, see {@link Filter}; the others are counted as skipped. Called again,
     * both must be true. Names are those after {@link #rename}, types those of the load; a record that does not conform is
     * rejected, whatever the predicate would say. Default: all records.
     *
     * @throws IllegalArgumentException if it is not a predicate; the message names the character
     */
    public Load where(String predicate) {
        filter = filter.then(Filter.where(predicate));
        return this;
    }

    /** Adds the columns {@code _leat_source, _leat_version, _leat_line, _leat_loaded_at}; default off. */
    public Load lineage() {
        lineage = true;
        return this;
    }

    /** What happens when a value breaks an inferred type, or the target differs; default EVOLVE. */
    public Load schemaPolicy(SchemaPolicy value) {
        schemaPolicy = value;
        return this;
    }

    /** The bound on records, bytes or write capacity per second; default none. */
    public Load throughput(Throughput value) {
        throughput = Optional.of(value);
        return this;
    }

    /** Where rejected records go; default none: the first one stops the load. */
    public Load deadLetters(DeadLetters value) {
        deadLetters = Objects.requireNonNull(value, "deadLetters");
        return this;
    }

    /** How many rejects there may be; default any number. */
    public Load maxRejects(RejectBudget value) {
        budget = value;
        return this;
    }

    /**
     * How long the load may take from now on; before that it stops at a commit. Default: as long as it takes.
     *
     * @throws IllegalArgumentException if the time is below 0
     */
    public Load deadline(long time, TimeUnit unit) {
        if (time < 0) {
            throw new IllegalArgumentException("A deadline must be 0 or more from now, got " + time + " " + unit);
        }
        deadline = Optional.of(Duration.ofNanos(unit.toNanos(time)));
        return this;
    }

    /** How long before the deadline to stop reading, for the last writes and the commit; default 2 seconds. */
    public Load deadlineMargin(Duration value) {
        deadlineMargin = value;
        return this;
    }

    /** Who is told how far the load is. */
    public Load onProgress(ProgressListener value) {
        progress = value;
        return this;
    }

    /** Who gets the report, also when the load fails and {@link #run()} throws. */
    public Load onReport(Consumer<LoadReport> value) {
        onReport = value;
        return this;
    }

    /**
     * Writers at once, each with a connection and a thread; default 1, at most what the sink allows.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Load writers(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("A load needs at least 1 writer, got " + value);
        }
        writers = value;
        return this;
    }

    /**
     * How much text there is between commits: less means less to repeat after a crash, and more commits. Default {@link
     * #DEFAULT_COMMIT_BYTES} or {@link #DEFAULT_COMMIT_INTERVAL}, whichever comes first.
     *
     * @throws IllegalArgumentException if bytes are below 1 or the interval is not above 0
     */
    public Load commitEvery(long bytes, Duration interval) {
        if (bytes < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "Commits need bytes and an interval above 0, got " + bytes + " and " + interval);
        }
        commitBytes = bytes;
        commitInterval = interval;
        return this;
    }

    /**
     * How often one write is tried before a transient failure stops the load; default {@value #DEFAULT_MAX_ATTEMPTS}.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Load maxAttempts(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("A write needs at least 1 attempt, got " + value);
        }
        maxAttempts = value;
        return this;
    }

    /** The clock, for tests; default the machine's. */
    public Load ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Finds out what running would do. Reads a sample, asks the target, writes nothing.
     *
     * @throws LoadException if the source cannot be read or understood, or does not fit the target
     */
    public LoadPlan plan() {
        Layout layout = layout();
        LoadId load = LoadId.create(source.identity(), source.version());
        Schema schema = projection().outputSchema(layout.schema());
        Schema offered = lineage ? lineageOf(load).outputSchema(schema) : schema;
        filter.outputSchema(schema);
        SinkPlan sinkPlan = sink().plan(offered);
        filter.outputSchema(Widener.targetOf(schema, sinkPlan.schema()));
        Optional<LedgerEntry> ledger = sink().ledger(load);
        return new LoadPlan(load, layout, schema, sinkPlan, ledger, Verdicts.of(load, ledger));
    }

    private Layout layout() {
        try {
            return inference.infer(source);
        } catch (IOException e) {
            throw new SourceException(
                    source.name() + " cannot be read: " + e.getMessage() + ". Check the file and the disk or network.",
                    e);
        }
    }

    /** Plans and runs. See {@link #run(LoadPlan)}. */
    public LoadReport run() {
        return run(plan());
    }

    /**
     * Does what the plan says.
     *
     * @throws LoadException if something stops the load; what was committed stays, and the next run goes on there
     */
    public LoadReport run(LoadPlan plan) {
        return new Restarts(this).run(plan);
    }

    /** The same plan after the target was asked again. */
    LoadPlan planAgain(LoadPlan plan) {
        Schema offered = lineage ? lineageOf(plan.load()).outputSchema(plan.schema()) : plan.schema();
        SinkPlan sinkPlan = sink().plan(offered);
        Optional<LedgerEntry> ledger = sink().ledger(plan.load());
        return new LoadPlan(
                plan.load(), plan.layout(), plan.schema(), sinkPlan, ledger, Verdicts.of(plan.load(), ledger));
    }

    Sink sink() {
        return sink.orElseThrow(
                () -> new IllegalStateException("The load of " + source.name() + " has no target. Call into(…)."));
    }

    Projection projection() {
        return new Projection(select, renames);
    }

    Transform afterConforming(LoadId load) {
        return lineage ? filter.then(lineageOf(load)) : filter;
    }

    private Lineage lineageOf(LoadId load) {
        return new Lineage(source.name(), load.version().orElse(""), startedAt);
    }
}
