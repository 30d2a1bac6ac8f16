package io.github.leat.cli;

import io.github.leat.core.load.DriftPolicy;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.transform.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code load} and {@code redrive}, as text; the methods read them. */
final class LoadOptions {
    @Option(
            names = "--into",
            paramLabel = "TARGET",
            description = "duckdb:FILE[?memory_limit=256MB&threads=2], jdbc:postgresql://…, jdbc:mariadb://…,"
                    + " jdbc:mysql://…, another jdbc:…, dynamodb:TABLE[?endpoint=…&region=…],"
                    + " redshift://…, redshift-data://… or csv:FILE; default " + Targets.DEFAULT + ".")
    String into = Targets.DEFAULT;

    @Option(names = "--table", paramLabel = "T", description = "Default: from the file's name.")
    @Nullable
    String table;

    @Option(
            names = "--key",
            paramLabel = "C",
            split = ",",
            description = "Columns that tell records apart; for DynamoDB partition and sort key, or NAME={C}#{C}.")
    List<String> key = new ArrayList<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "append, upsert, insert-new or replace; default append, with --key upsert.")
    @Nullable
    String mode;

    @Option(names = "--select", paramLabel = "C", split = ",", description = "Columns to load, in this order.")
    List<String> select = new ArrayList<>();

    @Option(names = "--rename", paramLabel = "OLD=NEW", split = ",", description = "A new name for a column.")
    List<String> rename = new ArrayList<>();

    @Option(
            names = "--alias",
            paramLabel = "NAME=OLD,OLD",
            description = "Other names that a column had over time; repeat it for other columns.")
    List<String> alias = new ArrayList<>();

    @Option(
            names = "--trim",
            paramLabel = "C",
            split = ",",
            arity = "0..1",
            fallbackValue = RecordOptions.ALL,
            description = "Take blanks from both ends of texts: of all columns, or with --trim=C,C of these.")
    List<String> trim = new ArrayList<>();

    @Option(
            names = "--null-if",
            paramLabel = "TEXT",
            description = "Texts that mean NULL, such as NA,- or of one column price=NA.")
    List<String> nullIf = new ArrayList<>();

    @Option(
            names = "--constant",
            paramLabel = "NAME=TEXT",
            description = "Add a column with this text in every record; TEXT, or what --types says.")
    List<String> constant = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "PREDICATE",
            description = "Load only such records, as in \"country = 'BDI' and fatalities > 0\".")
    List<String> where = new ArrayList<>();

    @Option(
            names = "--schema",
            paramLabel = "POLICY",
            description = "evolve: the table follows the source; freeze: it stays. Default evolve.")
    String schema = "evolve";

    @Option(
            names = "--drift",
            paramLabel = "CONTRACT",
            description = "Where columns differ: new=add|ignore|reject,missing=ignore|null|reject,"
                    + "type=widen|null|reject. What is not named follows --schema.")
    @Nullable
    String drift;

    @Option(
            names = "--throughput",
            paramLabel = "RATE",
            description =
                    "At most so much per second: 500, 500rec/s, 5MB/s; for DynamoDB also 80wcu/s and 70% of what the table"
                            + " provides.")
    @Nullable
    String throughput;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where rejected records go; default TABLE.rejects.csv, made when the first is rejected.")
    @Nullable
    String rejects;

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            description = "Stop when more are rejected: 100 or 1%%. Default any number.")
    @Nullable
    String maxRejects;

    @Option(names = "--lineage", description = "Add columns that tell where each record comes from.")
    boolean lineage;

    @Option(
            names = "--undoable",
            description =
                    "Keep the rows that the load changes, so that leat undo can take it back. DuckDB, PostgreSQL, MariaDB and"
                            + " MySQL.")
    boolean undoable;

    @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
    boolean dryRun;

    @Option(
            names = "--grant-to",
            paramLabel = "USER",
            description = "With --dry-run: for whom the least privileges are printed; default who is connected.")
    @Nullable
    String grantTo;

    @Option(names = "--json", description = "With --dry-run: print the plan as JSON on standard output.")
    boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report: FILE.html is a page for people, any other name is JSON.")
    @Nullable
    String report;

    @Option(names = "--progress", paramLabel = "WHEN", description = "auto or none; default auto.")
    String progress = "auto";

    @Mixin
    TypingOptions typing = new TypingOptions();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @Mixin
    DecompressionOptions decompression = new DecompressionOptions();

    @Mixin
    EngineOptions engine = new EngineOptions();

    /** The mode; UPSERT where only a key is given. */
    WriteMode writeMode() {
        if (mode == null) {
            return key.isEmpty() ? WriteMode.APPEND : WriteMode.UPSERT;
        }
        WriteMode chosen = choice("--mode", mode, WriteMode.values());
        if (chosen.needsKey() && key.isEmpty()) {
            throw new UsageException("--mode " + mode + " needs to know which columns tell records apart."
                    + " Name them with --key, such as --key id.");
        }
        return chosen;
    }

    /** Whether the mode follows from the key. */
    boolean isModeImplied() {
        return mode == null && !key.isEmpty();
    }

    List<String> predicates() {
        for (String predicate : where) {
            try {
                Filter.where(predicate);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--where: " + e.getMessage(), e);
            }
        }
        return where;
    }

    RecordOptions records() {
        return RecordOptions.parse(this);
    }

    DriftPolicy driftPolicy() {
        DriftPolicy base = DriftPolicy.of(schemaPolicy());
        try {
            return drift == null ? base : base.with(drift);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--drift: " + e.getMessage(), e);
        }
    }

    SchemaPolicy schemaPolicy() {
        return choice("--schema", schema, SchemaPolicy.values());
    }

    boolean wantsProgress() {
        if (!progress.equals("auto") && !progress.equals("none")) {
            throw new UsageException("--progress " + progress + " is unknown. Choose auto or none.");
        }
        return progress.equals("auto");
    }

    Optional<Throughput> rate() {
        if (throughput == null) {
            return Optional.empty();
        }
        Throughput rate;
        try {
            rate = Throughput.parse(throughput);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--throughput: " + e.getMessage(), e);
        }
        if (rate.unit() == CostUnit.WCU && !into.startsWith(Targets.DYNAMODB)) {
            String what = rate.isShare() ? "a share of a table's provisioned capacity" : "in write capacity units";
            throw new UsageException("--throughput " + throughput + " is " + what
                    + ", which only DynamoDB has. Write 500rec/s or 5MB/s.");
        }
        return Optional.of(rate);
    }

    RejectBudget budget() {
        try {
            return maxRejects == null ? RejectBudget.unlimited() : RejectBudget.parse(maxRejects);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--max-rejects: " + e.getMessage(), e);
        }
    }

    Map<String, String> renames() {
        Map<String, String> renames = new LinkedHashMap<>();
        for (String text : rename) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new UsageException("--rename: \"" + text + "\" is not a new name. Write OLD=NEW.");
            }
            if (renames.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw new UsageException("--rename: a column is renamed twice. Rename it once: " + rename + ".");
            }
        }
        return renames;
    }

    private static <E extends Enum<E>> E choice(String option, String text, E[] choices) {
        StringBuilder names = new StringBuilder();
        for (E choice : choices) {
            String name = choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return choice;
            }
            names.append(names.isEmpty() ? "" : ", ").append(name);
        }
        throw new UsageException(option + " " + text + " is unknown. Choose one of " + names + ".");
    }
}
