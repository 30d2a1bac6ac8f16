package io.github.leat.dynamodb.internal;

import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What the sink does, apart from its options. Immutable and thread-safe. */
public final class TableSink {
    /** Most items of a BatchWriteItem; 25 of 400 KB are below its 16 MB (API reference, read 2026-11). */
    private static final int MOST_ITEMS = 25;

    private final Supplier<Connection> connections;
    private final Options options;
    private final String where;
    private final Ticker ticker;

    private TableSink(Supplier<Connection> connections, Options options, Ticker ticker) {
        this.connections = connections;
        this.options = options;
        this.where = "dynamodb:" + options.table();
        this.ticker = ticker;
    }

    /** With clients of its own. */
    public static TableSink of(Optional<URI> endpoint, Optional<String> region, Options options) {
        return new TableSink(() -> Connection.open(endpoint, region), options, Ticker.system());
    }

    /** With the caller's client. */
    public static TableSink of(DynamoDbClient client, Options options) {
        return new TableSink(() -> Connection.of(client), options, Ticker.system());
    }

    /** What the load must know. */
    public SinkTraits traits() {
        return new SinkTraits(MOST_ITEMS, 16L << 20, CostUnit.WCU, Delivery.IDEMPOTENT, options.writers(), true);
    }

    /** What opening would do. */
    public SinkPlan plan(Schema schema) {
        try (Connection connection = connections.get()) {
            Optional<TableDescription> table = tables(connection).describe(options.table());
            ItemLayout layout = ItemLayout.of(options, where, schema, table.map(TableShape::of));
            List<String> statements = new ArrayList<>();
            if (table.isEmpty()) {
                statements.add(CreateTableText.of(Tables.request(options, layout)));
            }
            statements.add(
                    options.isConditional()
                            ? "PutItem into " + options.table() + ", one request an item, under a condition"
                            : "BatchWriteItem into " + options.table() + ", up to " + MOST_ITEMS + " items a request");
            statements.add("PutItem into " + options.ledgerTable() + ", one for each commit");
            return new SinkPlan(layout.schema(), statements);
        }
    }

    /** What a load needs to be allowed. */
    public Privileges privileges() {
        try (Connection connection = connections.get()) {
            Tables tables = tables(connection);
            return Privileges.of(Rights.of(
                    options,
                    connection.region(),
                    tables.describe(options.table()).isPresent(),
                    tables.describe(options.ledgerTable()).isPresent()));
        }
    }

    private Tables tables(Connection connection) {
        return new Tables(connection.steady(), ticker);
    }

    /** What the ledger says. */
    public Optional<LedgerEntry> ledger(LoadId load) {
        try (Connection connection = connections.get()) {
            return ledger(connection).find(load).map(Ledger.Row::entry);
        }
    }

    /** What the ledger holds. */
    public LedgerListing loads(LedgerScope scope) {
        try (Connection connection = connections.get()) {
            return ledger(connection).list(scope);
        }
    }

    private Ledger ledger(Connection connection) {
        return new Ledger(connection.steady(), options.ledgerTable(), options.table());
    }

    /** Makes the tables that are missing, and opens the first writer. */
    public SinkWriter open(Schema schema, LoadId load) {
        Connection connection = connections.get();
        boolean opened = false;
        try {
            Tables tables = tables(connection);
            Optional<TableDescription> there = tables.describe(options.table());
            ItemLayout layout = ItemLayout.of(options, where, schema, there.map(TableShape::of));
            TableDescription table;
            if (there.isPresent()) {
                table = tables.awaitActive(options.table());
            } else {
                CreateTableRequest request = Tables.request(options, layout);
                table = tables.create(request);
                options.ttl()
                        .map(name -> layout.schema()
                                .column(ItemLayout.indexOf(name, "column of the expiry", where, layout.schema()))
                                .sqlName())
                        .ifPresent(attribute -> tables.expireBy(options.table(), attribute));
            }
            Ledger ledger = ledger(connection);
            ledger.prepare(ticker);
            OpenLoad shared =
                    new OpenLoad(connection, options, layout, TableShape.of(table), load, ledger, where, ticker);
            shared.lease.ifPresent(Lease::start);
            SinkWriter writer = new ItemWriter(shared, true);
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /** Opens a further writer beside the first. */
    public SinkWriter openAnother(Schema schema, LoadId load, SinkWriter first) {
        return first instanceof ItemWriter writer ? new ItemWriter(writer.load(), false) : open(schema, load);
    }

    /** Which writer writes a record. */
    public Routing routing(Schema schema) {
        try (Connection connection = connections.get()) {
            ItemLayout layout = ItemLayout.of(
                    options,
                    where,
                    schema,
                    tables(connection).describe(options.table()).map(TableShape::of));
            return new ItemMapper(layout.schema(), layout, options, "")::route;
        }
    }

    /** What the table has now; empty if it is not there or does not say. */
    public OptionalDouble capacity() {
        try (Connection connection = connections.get()) {
            return tables(connection)
                    .describe(options.table())
                    .map(TableShape::of)
                    .map(TableShape::writeUnits)
                    .orElse(
                            options.billing().isOnDemand()
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(
                                            (double) options.billing().writeUnits()));
        }
    }

    /** Units that writing some records would cost, those left out that cannot be items. */
    public long units(RecordBatch batch) {
        try (Connection connection = connections.get()) {
            Optional<TableShape> table =
                    tables(connection).describe(options.table()).map(TableShape::of);
            ItemLayout layout = ItemLayout.of(options, where, batch.schema(), table);
            TableShape shape = table.orElseGet(() -> CreateTableText.shape(options, layout));
            Charges charges = new Charges(shape);
            ItemMapper mapper = new ItemMapper(layout.schema(), layout, options, "0".repeat(24));
            List<List<Long>> units = new ArrayList<>();
            RecordCursor record = batch.cursor();
            while (record.next()) {
                try {
                    units.add(mapper.item(record, charges).units());
                } catch (Unfit e) {
                    // it would be rejected, and cost nothing
                }
            }
            return charges.total(units);
        }
    }
}
