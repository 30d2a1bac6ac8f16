package io.github.leat.cli;

import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what was loaded into a target, by its ledger. */
@Command(
        name = "loads",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists what was loaded into a target, newest first: of each object its newest load, with version,"
                    + " counts, rejects and id.",
            "Reads the target's ledger, and makes or changes nothing."
        },
        footer = {"", "Exit codes: 0 listed, also when there is nothing to list; 2 usage; 4 the target cannot be read."
        })
final class LoadsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "As of leat load --into (default: " + Targets.DEFAULT + ").")
    String target = Targets.DEFAULT;

    @Option(
            names = "--table",
            paramLabel = "T",
            description = "Loads into this table alone; schema.table for another schema's ledger.")
    @Nullable
    String table;

    @Option(names = "--source", paramLabel = "TEXT", description = "Loads whose source has this text in its name.")
    @Nullable
    String source;

    @Option(names = "--unfinished", description = "Loads that have not completed.")
    boolean unfinished;

    @Option(
            names = "--undoable",
            description = "Loads that leat undo can take back; of one object there may be several.")
    boolean undoable;

    @Option(names = "--json", description = "Print them as JSON on standard output.")
    boolean json;

    LoadsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        LedgerListing listing = read();
        List<KnownLoad> loads = listing.loads().stream()
                .filter(load -> source == null || load.source().contains(source))
                .filter(load -> !unfinished || !load.entry().completed())
                .sorted(Comparator.comparing(
                                (KnownLoad load) -> load.updatedAt().orElse(Instant.EPOCH))
                        .reversed())
                .toList();
        LoadsOutput output = new LoadsOutput(surroundings, Targets.withoutSecrets(target));
        if (json) {
            output.json(listing, loads);
        } else {
            output.print(loads);
        }
        output.printSum(listing, loads.size());
        return ExitCode.OK;
    }

    private LedgerListing read() {
        if (undoable) {
            return new LedgerListing(
                    "_leat_undo",
                    true,
                    UndoCommand.of(surroundings, target, table).loads());
        }
        boolean isTableInTarget = target.startsWith(Targets.DYNAMODB) || target.startsWith(Targets.CSV);
        if (table != null && isTableInTarget) {
            throw new UsageException(
                    "The table is in the target, " + Targets.withoutSecrets(target) + ". Leave out --table.");
        }
        String name = table == null ? "data" : table;
        LedgerScope scope = table != null || isTableInTarget ? LedgerScope.TABLE : LedgerScope.ALL_TABLES;
        return new Targets(surroundings)
                .open(target, new Targets.Options(name, List.of(), WriteMode.APPEND, SchemaPolicy.EVOLVE, false))
                .loads(scope)
                .orElseThrow(() -> new UsageException(Targets.withoutSecrets(target)
                        + " is a stream, which keeps no ledger. Name a file or a database."));
    }
}
