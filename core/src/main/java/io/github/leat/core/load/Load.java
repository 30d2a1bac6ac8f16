package io.github.leat.core.load;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.core.csv.Split;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.transform.Computed;
import io.github.leat.core.transform.Filter;
import io.github.leat.core.transform.Lineage;
import io.github.leat.core.transform.RecordFunction;
import io.github.leat.core.transform.Transform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

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

    /** See {@link #lookAhead}: 16 MiB. */
    public static final long DEFAULT_LOOK_AHEAD_BYTES = 16L << 20;

    /** Attempts of one write before a transient failure stops the load. */
    public static final int DEFAULT_MAX_ATTEMPTS = 8;

    final ByteSource source;
    final Steps steps = new Steps();
    private Inference inference = Inference.defaults();
    private Optional<Sink> sink = Optional.empty();
    Optional<UnifiedSchema> unified = Optional.empty();
    private Optional<DriftPolicy> drift = Optional.empty();
    SchemaPolicy schemaPolicy = SchemaPolicy.EVOLVE;
    Optional<Throughput> throughput = Optional.empty();
    DoubleSupplier share = () -> 1;
    DeadLetters deadLetters = DeadLetters.none();
    RejectBudget budget = RejectBudget.unlimited();
    Optional<Duration> deadline = Optional.empty();
    Duration deadlineMargin = Duration.ofSeconds(2);
    ProgressListener progress = state -> {};
    Consumer<LoadReport> onReport = report -> {};
    LoadObserver observer = new LoadObserver() {};
    Ticker ticker = Ticker.system();
    OptionalInt writers = OptionalInt.empty();
    long lookAheadBytes = DEFAULT_LOOK_AHEAD_BYTES;
    int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    long commitBytes = DEFAULT_COMMIT_BYTES;
    Duration commitInterval = DEFAULT_COMMIT_INTERVAL;
    private Optional<Layout> understood = Optional.empty();
    Optional<Split> split = Optional.empty();
    private final Instant startedAt = Instant.now();

    private Load(ByteSource source) {
        this.source = source;
    }

    /** A load of one source. */
    public static Load from(ByteSource source) {
        return new Load(Objects.requireNonNull(source, "source"));
    }

    /**
     * How the source is laid out, found before: it is not looked at again. Default: {@link #infer} finds it out.
     *
     * @throws IllegalArgumentException if it is another source's
     */
    public Load layout(Layout known) {
        if (!known.text().source().identity().equals(source.identity())) {
            throw new IllegalArgumentException(
                    "The layout is that of " + known.text().name() + ", the source " + source.name() + ".");
        }
        understood = Optional.of(known);
        return this;
    }

    /**
     * Loads a part of the source only. The ledger keeps each part as an object of its own, {@code
     * identity#bytes=from-to}, so that parts are loaded at once, by several processes, and each exactly once as a whole source is.
     * Default: all of it.
     *
     * @param part of the text, as {@link io.github.leat.core.csv.SplitPlanner} made it
     */
    public Load part(Split part) {
        split = Optional.of(part);
        return this;
    }

    /** What the ledger calls what is loaded: the source's identity, or that of its part. */
    private String identity() {
        return source.identity()
                + split.map(part -> "#bytes=" + part.start().byteOffset() + "-" + part.end())
                        .orElse("");
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
        steps.select(List.of(columns));
        return this;
    }

    /** A new name for a column. */
    public Load rename(String from, String to) {
        steps.rename(from, to);
        return this;
    }

    /**
     * Other names that a column had over time: where the source lacks the column, the first of them that it has is taken for it.
     * Comes before {@link #select} and {@link #rename}.
     */
    public Load alias(String name, String... others) {
        steps.alias(name, List.of(others));
        return this;
    }

    /** Takes blanks from both ends of texts, see {@link io.github.leat.core.transform.Trim}; of all columns if none is named. */
    public Load trim(String... columns) {
        steps.trim(List.of(columns));
        return this;
    }

    /** Texts that are NULL in all columns, quoted or not; types are inferred without them. */
    public Load nullIf(String... texts) {
        steps.nullIf(List.of(texts));
        return this;
    }

    /** Texts that are NULL in one column, quoted or not; its type is inferred without them. */
    public Load nullIfIn(String column, String... texts) {
        steps.nullIf(column, List.of(texts));
        return this;
    }

    /** Adds a column with one text in every record; TEXT unless {@link #cast} declares another type. */
    public Load constant(String column, String text) {
        steps.constant(Column.of(column, ColumnType.TEXT), text);
        return this;
    }

    /** Declares the type of a column, by its name after {@link #rename}, also of a constant. */
    public Load cast(String column, ColumnType type) {
        steps.cast(column, type, Optional.empty());
        return this;
    }

    /** Declares the type of a column and how its values are written. */
    public Load cast(String column, ColumnType type, ValueFormat format) {
        steps.cast(column, type, Optional.of(format));
        return this;
    }

    /**
     * Adds columns that a function computes from each record after it was conformed. A record for which it throws is rejected
     * with the exception's message. Called again, the second function sees the columns of the first.
     */
    public Load compute(List<Column> columns, RecordFunction function) {
        steps.compute(new Computed(columns, function));
        return this;
    }

    /** What happens where source and target differ in columns; default as {@link #schemaPolicy} has it. */
    public Load drift(DriftPolicy policy) {
        drift = Optional.of(policy);
        return this;
    }

    /** Loads the columns of several sources together: those that this source lacks are NULL. */
    public Load unified(UnifiedSchema schema) {
        unified = Optional.of(schema);
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
        steps.where(predicate);
        return this;
    }

    /** Adds the columns {@code _leat_source, _leat_version, _leat_line, _leat_loaded_at}; default off. */
    public Load lineage() {
        steps.lineage();
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

    /**
     * What part of the throughput is this load's, where several share it: asked before each write, above 0 and at most 1, so that
     * it may change while the load runs. Of a target that says what it provides it is a part of that too. Default 1.
     */
    public Load share(DoubleSupplier value) {
        share = value;
        return this;
    }

    /** Where rejected records go; default none: the first one stops the load. */
    public Load deadLetters(DeadLetters value) {
        deadLetters = Objects.requireNonNull(value, "deadLetters");
        return this;
    }

    /** How many rejects there may be, and what becomes of a load that has more; default any number. */
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

    /** Who is told everything that happens: beside {@link #onProgress} and {@link #onReport}; default nobody. */
    public Load observe(LoadObserver value) {
        observer = Objects.requireNonNull(value, "observer");
        return this;
    }

    /**
     * Writers at once, each with a connection and a thread; at most what the sink allows. Default 1, and for a sink that says by
     * {@link Sink#routing} which record goes where as many as it allows.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Load writers(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("A load needs at least 1 writer, got " + value);
        }
        writers = OptionalInt.of(value);
        return this;
    }

    /**
     * How much text may be read ahead of writing, for a sink that spreads records over its writers by their key: more lets it
     * work on more parts of the target at once where the source is sorted, and takes about twice that memory. Default {@link
     * #DEFAULT_LOOK_AHEAD_BYTES}; never more than four seconds' worth of what the
     * target takes, at one unit a record.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Load lookAhead(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A look-ahead needs at least 1 byte, got " + bytes);
        }
        lookAheadBytes = bytes;
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
        LoadId id = StepsPrint.create(identity(), source.version(), steps.print(layout));
        LoadPlan plan = new Planning(this, id).plan(layout);
        StepsPrint.requireSame(plan.verdict(), plan.ledger(), steps.print(layout), source.name(), sink().name());
        return plan;
    }

    /**
     * The columns of the source after all that comes before its records are looked at: what several sources are unified by.
     *
     * @throws LoadException if the source cannot be read or understood
     */
    public Schema sourceSchema() {
        return steps.schema(layout());
    }

    /**
     * How the source is laid out: what it was told, or what its head says.
     *
     * @throws LoadException if the source cannot be read or understood
     */
    public Layout layout() {
        try {
            Layout known = understood.orElse(null);
            if (known == null) {
                known = inference.infer(source);
                understood = Optional.of(known);
            }
            return known;
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
        observer.onPlan(plan);
        return new Restarts(this).run(plan);
    }

    /** What happens where source and target differ. */
    DriftPolicy drift() {
        return drift.orElseGet(() -> DriftPolicy.of(schemaPolicy));
    }

    /** Whether columns may widen while the load runs. */
    boolean widens() {
        return drift().typeChange() == DriftPolicy.TypeChange.WIDEN;
    }

    /** What it loads. */
    public ByteSource source() {
        return source;
    }

    /**
     * Where it loads into.
     *
     * @throws IllegalStateException if that was not said
     */
    public Sink target() {
        return sink();
    }

    Sink sink() {
        return sink.orElseThrow(
                () -> new IllegalStateException("The load of " + source.name() + " has no target. Call into(…)."));
    }

    Transform afterConforming(LoadId load) {
        return steps.hasLineage() ? steps.filter().then(lineageOf(load)) : steps.filter();
    }

    Lineage lineageOf(LoadId load) {
        return new Lineage(source.name(), load.version().orElse(""), startedAt);
    }
}
