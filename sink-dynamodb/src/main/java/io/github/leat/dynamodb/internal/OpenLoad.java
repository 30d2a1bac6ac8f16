package io.github.leat.dynamodb.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import java.util.Optional;
import java.util.OptionalDouble;

/** What all writers of one load share. Thread-safe. */
final class OpenLoad {
    private static final int MOST_KEYS = 1 << 20;

    final Connection connection;
    final Options options;
    final ItemLayout layout;
    final String where;
    final HotKeys hotKeys;

    /** Of all writers, since a key may go to another one when it comes again; so that a later record is counted as the one that won. */
    final KeySet seen = new KeySet(MOST_KEYS);

    final String tag;
    final Optional<Lease> lease;
    private final LoadId load;
    private final Ledger ledger;
    private final Ticker ticker;
    private volatile Charges charges;
    private volatile OptionalDouble writeUnits;

    OpenLoad(
            Connection connection,
            Options options,
            ItemLayout layout,
            TableShape table,
            LoadId load,
            Ledger ledger,
            String where,
            Ticker ticker) {
        this.connection = connection;
        this.options = options;
        this.layout = layout;
        this.load = load;
        this.ledger = ledger;
        this.where = where;
        this.ticker = ticker;
        this.hotKeys = new HotKeys(ticker);
        this.charges = new Charges(table);
        this.writeUnits = table.writeUnits();
        this.tag = tagOf(load);
        this.lease = options.lease().map(this::lease);
    }

    private Lease lease(String name) {
        if (options.spendsBurst()) {
            throw new SchemaException(
                    where + ": a lease keeps loads below what the table has, and spending burst credit goes beyond it."
                            + " Choose one of them.");
        }
        if (writeUnits.isEmpty()) {
            throw new SchemaException(
                    where + " is billed by request and has no maximum, so there is nothing to share by the lease "
                            + name + ". Set a maximum for the table, or leave the lease out.");
        }
        BudgetItem item = new BudgetItem(connection.items(), options.ledgerTable(), options.table(), name);
        return new Lease(item, where, writeUnits.getAsDouble(), ticker);
    }

    /** The same for every run of one version, so that what a killed run wrote is known to be this load's. */
    static String tagOf(LoadId load) {
        String version = load.version().map(text -> '\0' + text).orElse('\1' + load.id());
        return Ledger.hash(load.source() + version).substring(0, 24);
    }

    Charges charges() {
        return charges;
    }

    /** Asks the table what it has now. */
    OptionalDouble capacity() {
        new Tables(connection.steady(), ticker)
                .describe(options.table())
                .map(TableShape::of)
                .ifPresent(shape -> {
                    charges = new Charges(shape);
                    writeUnits = shape.writeUnits();
                    writeUnits.ifPresent(units -> lease.ifPresent(own -> own.provided(units)));
                });
        return writeUnits;
    }

    Optional<Checkpoint> lastCommit() {
        return ledger.find(load)
                .filter(row -> row.mode().equals(options.mode().name()))
                .map(Ledger.Row::entry)
                .filter(entry ->
                        load.version().isPresent() && load.version().equals(entry.version()) && !entry.completed())
                .map(LedgerEntry::checkpoint);
    }

    void commit(Checkpoint checkpoint, boolean completed) {
        ledger.write(load, options.mode().name(), completed, checkpoint);
    }
}
