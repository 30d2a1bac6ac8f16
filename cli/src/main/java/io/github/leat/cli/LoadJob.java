package io.github.leat.cli;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.load.DriftPolicy;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.WriteMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a command line asks for, checked as far as it can be without looking at files.
 *
 * @param sources each with its table and the file for its rejects
 * @param target the target as given
 * @param modeImplied whether the mode follows from the key
 * @param typing how columns get their types
 * @param reading how sources are read
 * @param limits what compressed sources may grow to
 * @param engine which parser reads the sources
 * @param undoable whether loads keep what they change
 * @param json whether a plan is printed as JSON
 * @param grantTo for whom a plan names the least privileges; empty: who is connected
 * @param redrive whether the sources are dead letters
 * @param report where the report goes
 * @param progress whether to show how far a load is
 */
record LoadJob(
        List<Item> sources,
        String target,
        List<String> key,
        WriteMode mode,
        boolean modeImplied,
        DriftPolicy drift,
        List<String> select,
        Map<String, String> renames,
        RecordOptions records,
        List<String> where,
        Typing typing,
        ReadingOptions reading,
        DecompressionLimits limits,
        EngineChoice engine,
        Optional<Throughput> throughput,
        RejectBudget budget,
        boolean lineage,
        boolean undoable,
        boolean dryRun,
        boolean json,
        Optional<String> grantTo,
        boolean redrive,
        Optional<String> report,
        boolean progress) {

    /** Each commit into Redshift is a COPY, which a warehouse wants large and few. */
    private static final long WAREHOUSE_COMMIT_BYTES = 512L << 20;

    private static final Duration WAREHOUSE_COMMIT_INTERVAL = Duration.ofMinutes(1);

    /**
     * One source.
     *
     * @param source its name as given
     * @param table where it goes
     * @param rejects the file for its rejects
     * @param rejectsNamed whether the user named that file, so that no other will do
     */
    record Item(String source, String table, String rejects, boolean rejectsNamed) {}

    /**
     * Checks the options.
     *
     * @param tables the default table of a source
     * @throws UsageException if one is wrong
     */
    static LoadJob of(LoadOptions options, List<String> names, UnaryOperator<String> tables, boolean redrive) {
        Targets.requireKnown(options.into);
        if (options.table != null && options.into.startsWith(Targets.DYNAMODB)) {
            throw new UsageException(
                    "The table of DynamoDB is in the target. Leave out --table, or write --into dynamodb:"
                            + options.table + ".");
        }
        if (options.dryRun && options.report != null) {
            throw new UsageException("A dry run has no report. Leave out --report or --dry-run.");
        }
        if (!options.dryRun && (options.json || options.grantTo != null)) {
            throw new UsageException((options.json ? "--json" : "--grant-to")
                    + " is about a plan. Add --dry-run, or leave it out; a load writes JSON with --report FILE.");
        }
        List<Item> items = new ArrayList<>();
        for (String name : names) {
            String table = options.table == null ? tables.apply(name) : options.table;
            String rejects = redrive ? TableNames.againOf(name) : TableNames.rejectsOf(table);
            boolean named = redrive || options.rejects != null;
            items.add(new Item(name, table, options.rejects == null ? rejects : options.rejects, named));
        }
        LoadJob job = new LoadJob(
                items,
                options.into,
                options.key,
                options.writeMode(),
                options.isModeImplied(),
                options.driftPolicy(),
                options.select,
                options.renames(),
                options.records(),
                options.predicates(),
                options.typing.typing(),
                options.reading,
                options.decompression.limits(),
                options.engine.choice(),
                options.rate(),
                options.budget(),
                options.lineage,
                options.undoable,
                options.dryRun,
                options.json,
                Optional.ofNullable(options.grantTo),
                redrive,
                Optional.ofNullable(options.report),
                options.wantsProgress());
        job.inference(); // what is wrong by itself
        return job;
    }

    /** How the sources are understood. */
    Inference inference() {
        Inference.Builder inference = redrive ? reading.rejectsInference(limits) : reading.inference(limits);
        return engine.declare(new Typing(sourceTypes(), typing.exact()).addTo(inference))
                .build();
    }

    /** The load of a source, of these columns; all if there are none. */
    Load load(ByteSource source, Sink sink, List<String> columns) {
        Load load = Load.from(source).into(sink).infer(inference()).drift(drift).maxRejects(budget);
        load.select(columns.toArray(String[]::new));
        renames.forEach(load::rename);
        records.applyTo(load);
        laterTypes().applyTo(load);
        where.forEach(load::where);
        throughput.ifPresent(load::throughput);
        if (Targets.isRedshift(target)) {
            load.commitEvery(WAREHOUSE_COMMIT_BYTES, WAREHOUSE_COMMIT_INTERVAL);
        }
        return lineage ? load.lineage() : load;
    }

    /** Whether a type declared under this name is of a column that gets its name later, or is a constant. */
    private boolean isNamedLater(String column) {
        return renames.containsValue(column)
                || records.constants().containsKey(column)
                || records.aliases().containsKey(column);
    }

    /** The types of columns as the source names them. */
    DeclaredTypes sourceTypes() {
        return typing.declared().only(name -> !isNamedLater(name));
    }

    /** The types of columns that get their names later. */
    DeclaredTypes laterTypes() {
        return typing.declared().only(this::isNamedLater);
    }

    /** What sources are to be loaded together by: a table, or the file. */
    String placeOf(Item item) {
        return target.startsWith(Targets.CSV) || target.startsWith(Targets.DYNAMODB) ? target : item.table();
    }

    Targets.Options sinkOptions(Item item) {
        return new Targets.Options(item.table(), key, mode, drift.sinkPolicy(), undoable);
    }
}
