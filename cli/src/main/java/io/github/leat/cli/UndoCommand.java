package io.github.leat.cli;

import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Undo;
import io.github.leat.core.sink.UndoReport;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a load back, or gives up what was kept for that. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 done; 2 usage; 4 refused, and nothing was changed."})
final class UndoCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final boolean confirms;

    @Parameters(
            index = "0",
            paramLabel = "LOAD",
            description = "The load's id, as leat loads --undoable lists it, or the first characters of it.")
    String load = "";

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            arity = "0..1",
            description = "As of leat load --into (default: " + Targets.DEFAULT + ").")
    String target = Targets.DEFAULT;

    @Option(
            names = "--table",
            paramLabel = "T",
            description =
                    "The table of the load; needed as schema.table where the ledger is not in the schema that plain"
                            + " names are looked up in.")
    @Nullable
    String table;

    @Option(names = "--json", description = "Print what was done as JSON on standard output.")
    boolean json;

    private UndoCommand(Surroundings surroundings, boolean confirms) {
        this.surroundings = surroundings;
        this.confirms = confirms;
    }

    static CommandLine undo(Surroundings surroundings) {
        return named(
                new UndoCommand(surroundings, false),
                "undo",
                "Takes back a load that was made with --undoable: the table has the rows that it would have without it, and"
                        + " the ledger says what it said before. Refused where its rows have changed since.");
    }

    static CommandLine confirm(Surroundings surroundings) {
        return named(
                new UndoCommand(surroundings, true),
                "confirm",
                "Gives up what was kept of a load that was made with --undoable. It cannot be taken back any more.");
    }

    private static CommandLine named(UndoCommand command, String name, String description) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws IOException {
        Undo undo = of(surroundings, target, table);
        UndoReport report = confirms ? undo.confirm(load) : undo.undo(load);
        String rows = confirms
                ? Figures.count(report.removed() + report.restored(), "kept row") + " given up"
                : Figures.count(report.removed(), "row") + " removed, " + Figures.count(report.restored(), "row")
                        + " put back";
        if (json) {
            RedshiftJson.object(surroundings.out(), confirms ? "CONFIRMED" : "UNDONE", out -> {
                out.writeStringField("loadId", report.loadId());
                out.writeStringField("table", report.table());
                out.writeStringField("source", report.source());
                out.writeNumberField("rowsRemoved", report.removed());
                out.writeNumberField("rowsRestored", report.restored());
            });
        }
        surroundings
                .err()
                .println((confirms ? "Confirmed: " : "Taken back: ") + report.source() + " into " + report.table()
                        + " (" + report.loadId() + "): " + rows);
        return ExitCode.OK;
    }

    /** @throws UsageException if the target cannot take loads back */
    static Undo of(Surroundings surroundings, String target, @Nullable String table) {
        Targets.Options options = new Targets.Options(
                table == null ? "data" : table, List.of(), WriteMode.APPEND, SchemaPolicy.EVOLVE, false);
        return new Targets(surroundings)
                .open(target, options)
                .undo(table == null ? LedgerScope.ALL_TABLES : LedgerScope.TABLE)
                .orElseThrow(() -> new UsageException("Loads into " + Targets.withoutSecrets(target)
                        + " cannot be taken back. DuckDB, PostgreSQL, MariaDB and MySQL can do that."));
    }
}
