package io.github.leat.testkit.dynamodb;

import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy before a {@link DynaliteServer} that meters write capacity as DynamoDB documents it, throttles, and plants faults. It
 * speaks the low-level protocol (JSON 1.0 over HTTP/1.1), so that any SDK is its client. Thread-safe.
 *
 * <p>What it meters: BatchWriteItem, PutItem, UpdateItem and DeleteItem, by buckets of the table, of its partitions and of its
 * global secondary indexes; {@code ProvisionedThroughput} as CreateTable, UpdateTable or {@link #provision} set it, tables on
 * demand by their {@code OnDemandThroughput} or 40,000 units. Each rule cites its page where it is built. It answers
 * {@code ConsumedCapacity} as asked for, {@code UnprocessedItems} for part of a batch, and an error of throttling for all of it.
 *
 * <p>What it leaves out: read capacity; a table on demand that is throttled while it grows past
 * twice its former peak; partitions that split; the limits of an account; reserved burst capacity that DynamoDB spends itself.
 * A capacity that is changed holds at once.
 *
 * <p>All writes of a table must go through one proxy, which knows the items' sizes from then on, and reads those that are there
 * before.
 */
public final class DynamoDbProxy implements AutoCloseable {
    private final Ticker ticker;
    private final CapacityRecords records;
    private final TableMeters meters;
    private final FaultDice dice;
    private final BatchWriter batches;
    private final ItemWriter items;
    private final TableRequests tables;
    private final URI store;
    private final WireServer server;
    private final AtomicLong requests = new AtomicLong();

    private DynamoDbProxy(URI store, ProxySetup setup, Ticker ticker) throws IOException {
        this.store = store;
        this.ticker = ticker;
        this.records = new CapacityRecords(ticker);
        this.meters = new TableMeters(setup, ticker, records);
        this.dice = new FaultDice(ticker);
        this.batches = new BatchWriter(meters, dice);
        this.items = new ItemWriter(meters);
        this.tables = new TableRequests(meters);
        this.server = new WireServer(() -> new Session(new StoreConnection(store)));
    }

    /** A proxy by the machine's clock on a free port of this machine. */
    public static DynamoDbProxy before(DynaliteServer server, ProxySetup setup) {
        return before(server.endpoint(), setup, Ticker.system());
    }

    /**
     * A proxy on a free port of this machine.
     *
     * @param store where the tables are: a server that takes any signature
     * @param ticker the clock of the buckets, the record and the latency
     * @throws UncheckedIOException if no port can be opened
     */
    public static DynamoDbProxy before(URI store, ProxySetup setup, Ticker ticker) {
        try {
            return new DynamoDbProxy(store, setup, ticker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for clients. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** What goes wrong from now on. */
    public void faults(ProxyFaults faults) {
        dice.set(faults);
    }

    /** The faults planted so far. */
    public FaultCounts faultCounts() {
        return dice.counts();
    }

    /** Requests of any kind so far, with those that met a fault. */
    public long requests() {
        return requests.get();
    }

    /** What a table was charged; it is there from the table's first write on, and before that empty. */
    public CapacityRecord record(String table) {
        return records.of(table);
    }

    /** What a global secondary index was charged. */
    public CapacityRecord record(String table, String index) {
        return records.of(table, index);
    }

    /**
     * Changes a table's provisioned write capacity, as by UpdateTable or auto scaling: the buckets take it at once, and
     * DescribeTable states it.
     *
     * @throws IllegalArgumentException if the units are below 1
     */
    public void provision(String table, long writeUnits) {
        if (writeUnits < 1) {
            throw new IllegalArgumentException("A table has at least 1 write unit, got " + writeUnits);
        }
        Map<String, Object> throughput = new LinkedHashMap<>();
        throughput.put("NumberOfDecreasesToday", 0);
        throughput.put("ReadCapacityUnits", 5);
        throughput.put("WriteCapacityUnits", writeUnits);
        change(table, Map.of("ProvisionedThroughput", throughput));
    }

    /**
     * Changes the maximum of a table on demand, as by UpdateTable.
     *
     * @throws IllegalArgumentException if the units are below 1
     */
    public void onDemandMaximum(String table, long writeUnits) {
        if (writeUnits < 1) {
            throw new IllegalArgumentException("A maximum is at least 1 write unit, got " + writeUnits);
        }
        change(table, Map.of("OnDemandThroughput", Map.of("MaxWriteRequestUnits", writeUnits)));
    }

    /** Gives a table and its indexes all the burst credit that the setup lets them keep. */
    public void fillUp(String table) {
        try (StoreConnection connection = new StoreConnection(store)) {
            TableMeter meter = meters.of(table, connection);
            if (meter == null) {
                throw new IllegalArgumentException("There is no table " + table + ".");
            }
            meter.fillUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(String table, Map<String, Object> fields) {
        meters.overlay(table, fields);
        try (StoreConnection connection = new StoreConnection(store)) {
            meters.changed(table, connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clock that the buckets and records go by. */
    public Ticker ticker() {
        return ticker;
    }

    /** Ends the proxy and all connections to it; the server behind goes on. */
    @Override
    public void close() {
        server.close();
    }

    private final class Session implements WireServer.Session {
        private final StoreConnection connection;

        Session(StoreConnection connection) {
            this.connection = connection;
        }

        @Override
        public WireReply answer(WireRequest request) throws IOException, InterruptedException {
            requests.incrementAndGet();
            dice.delay();
            if (dice.reset()) {
                return WireReply.RESET;
            }
            if (dice.serverError()) {
                return Errors.internal();
            }
            WireReply reply = switch (request.operation()) {
                case "BatchWriteItem" -> batches.answer(request, connection);
                case "PutItem", "UpdateItem", "DeleteItem" -> items.answer(request, connection);
                case "CreateTable", "UpdateTable", "DeleteTable", "DescribeTable" -> tables.answer(request, connection);
                default -> connection.call(request.operation(), request.body());
            };
            return dice.lostResponse() ? WireReply.RESET : reply;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
