package io.github.leat.dynamodb;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.Routing;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.internal.Options;
import io.github.leat.dynamodb.internal.TableSink;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A table of DynamoDB, written at the capacity it has.
 *
 * <p>Items are seen as soon as they are written and replaced as a whole; a load that is run again writes the same items again. The
 * cost is write capacity units, those of the table or, where an index is tighter, what they come to in units of the table. A load
 * keeps below what the table has provisioned, or its maximum if it is billed by request, whatever throughput it is given; the bound
 * is by estimate, corrected by what the table says it charged.
 *
 * <p>Without a choice the mode is APPEND, of records of one key in a load the last is kept, a NULL is no attribute, and a table that
 * is not there is made, billed by request. Modes: APPEND and UPSERT put items by their key; an APPEND into a table without a key
 * makes one of the source, its version and the number of the record. INSERT_NEW leaves items that are there alone. REPLACE is not
 * there. Immutable; each method answers a changed copy. Thread-safe.
 */
public final class DynamoDbSink implements Sink {
    private static final String SCHEME = "dynamodb:";
    private static final int MOST_WRITERS = 256;
    private static final int MOST_LEASE_NAME = 255;

    private final Optional<DynamoDbClient> client;
    private final Optional<URI> endpoint;
    private final Optional<String> region;
    private final Options options;

    private DynamoDbSink(
            Optional<DynamoDbClient> client, Optional<URI> endpoint, Optional<String> region, Options options) {
        this.client = client;
        this.endpoint = endpoint;
        this.region = region;
        this.options = options;
    }

    /**
     * A table in the account, region and server that the SDK finds: in the environment, the profile or the machine it runs on.
     *
     * @throws IllegalArgumentException if the name is none that DynamoDB takes: 3 to 255 of A-Z a-z 0-9 _ . -
     */
    public static DynamoDbSink table(String name) {
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a name of a table. DynamoDB takes 3 to 255 of A-Z, a-z, 0-9, _, . and -.");
        }
        return new DynamoDbSink(Optional.empty(), Optional.empty(), Optional.empty(), Options.of(name));
    }

    /**
     * A target as the command line names it: {@code dynamodb:TABLE[?setting=value&…]}; the settings are those of
     * docs/dynamodb.md.
     *
     * @throws IllegalArgumentException if it is none, or a setting is unknown or given twice
     */
    public static DynamoDbSink parse(String target) {
        if (!target.startsWith(SCHEME)) {
            throw new IllegalArgumentException("\"" + target + "\" is not a table of DynamoDB. Write dynamodb:TABLE.");
        }
        return TargetText.parse(target.substring(SCHEME.length()));
    }

    private DynamoDbSink with(Consumer<Options.Draft> change) {
        return new DynamoDbSink(client, endpoint, region, options.with(change));
    }

    /** With a client that the caller made and closes. Its own retries should be off, since the load retries. */
    public DynamoDbSink client(DynamoDbClient value) {
        return new DynamoDbSink(Optional.of(value), endpoint, region, options);
    }

    /**
     * Another server than that of AWS, such as {@code http://localhost:8000}; one on this machine needs no credentials.
     *
     * @throws IllegalArgumentException if it is not an address of HTTP, or holds a user
     */
    public DynamoDbSink endpoint(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The endpoint must be an address such as http://localhost:8000, without a user; credentials come from the"
                            + " environment or the profile.");
        }
        return new DynamoDbSink(client, Optional.of(address), region, options);
    }

    /** The region; default as the SDK finds it, and with an endpoint and nothing else that tells us-east-1. */
    public DynamoDbSink region(String value) {
        return new DynamoDbSink(client, endpoint, Optional.of(value), options);
    }

    /**
     * The key: the partition key's column and, if it has one, the sort key's. Default: the key of the table that is there, or for an
     * APPEND one made of source and record.
     */
    public DynamoDbSink key(String... columns) {
        List<KeyTemplate> templates = new ArrayList<>();
        for (String column : columns) {
            templates.add(KeyTemplate.parse(column));
        }
        return key(templates);
    }

    /** The key, of attributes made of several columns. */
    public DynamoDbSink key(List<KeyTemplate> attributes) {
        List<KeyTemplate> copy = List.copyOf(attributes);
        return with(draft -> draft.key = copy);
    }

    /** What happens to items that are there. */
    public DynamoDbSink mode(WriteMode mode) {
        return with(draft -> draft.mode = mode);
    }

    /**
     * Which of several records of one key in one load is kept; default the last. Any other puts items one by one, under a condition,
     * and marks them with {@code _leat_put_by} and {@code _leat_put_record}.
     */
    public DynamoDbSink duplicates(Duplicates duplicates) {
        return with(draft -> draft.duplicates = duplicates);
    }

    /**
     * Leaves an item alone that has a larger value of a column than the record; of equal ones the record wins. Numbers are compared
     * as numbers, everything else as texts. Puts items one by one, under a condition.
     */
    public DynamoDbSink versionBy(String column) {
        return with(draft -> draft.versionBy = Optional.of(column));
    }

    /** What a NULL becomes; default no attribute. */
    public DynamoDbSink nulls(Nulls nulls) {
        return with(draft -> draft.nulls = nulls);
    }

    /**
     * A column by which items expire: it is written as whole seconds since 1970, and a table that the load makes has its time to
     * live switched on for it.
     */
    public DynamoDbSink expireBy(String column) {
        return with(draft -> draft.ttl = Optional.of(column));
    }

    /** Columns with dots in their names, such as {@code geo.lat}, become maps; default off. */
    public DynamoDbSink nested() {
        return with(draft -> draft.nested = true);
    }

    /**
     * A column becomes a set of texts; empty parts are left out, and an empty set is no attribute.
     *
     * @param separator between the parts, not empty
     */
    public DynamoDbSink textSet(String column, String separator) {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("A set needs a separator, such as ;.");
        }
        return with(draft -> {
            Map<String, String> sets = new LinkedHashMap<>(draft.sets);
            sets.put(column, separator);
            draft.sets = Map.copyOf(sets);
        });
    }

    /** A column of Base64 becomes bytes; a text that is none rejects its record. */
    public DynamoDbSink binary(String column) {
        return with(draft -> {
            List<String> columns = new ArrayList<>(draft.binaries);
            columns.add(column);
            draft.binaries = List.copyOf(columns);
        });
    }

    /** How a table that the load makes is billed; default by request. */
    public DynamoDbSink billing(Billing billing) {
        return with(draft -> draft.billing = billing);
    }

    /** A global secondary index of a table that the load makes; called again, one more. */
    public DynamoDbSink index(IndexSpec index) {
        Objects.requireNonNull(index, "index");
        return with(draft -> {
            List<IndexSpec> indexes = new ArrayList<>(draft.indexes);
            indexes.add(index);
            draft.indexes = List.copyOf(indexes);
        });
    }

    /** The table of checkpoints; default {@code leat_ledger}. It is made, billed by request, if it is not there. */
    public DynamoDbSink ledger(String table) {
        return with(draft -> draft.ledgerTable = table);
    }

    /**
     * Most writers at once, each with a thread and a connection; all items of one partition key go through one of them. Default 16;
     * with 1 items are written in the order of the source.
     *
     * @throws IllegalArgumentException if below 1 or above 256
     */
    public DynamoDbSink writers(int most) {
        if (most < 1 || most > MOST_WRITERS) {
            throw new IllegalArgumentException("Writers must be 1 to " + MOST_WRITERS + ", got " + most);
        }
        return with(draft -> draft.writers = most);
    }

    /**
     * Spends what the table saved up: DynamoDB keeps the unused capacity of up to 5 minutes (developer guide, "Burst capacity",
     * read 2026-11-26). The load begins at what the table has provisioned, grows by 5% a second until it is throttled, and then gives
     * way as in a table without a bound; it is throttled more often than otherwise, and so are others. A throughput in units bounds
     * it all the same; one in percent does not, and is refused. Default: burst credit is left to others.
     */
    public DynamoDbSink spendBurst() {
        return with(draft -> draft.spendsBurst = true);
    }

    /**
     * Shares the table's capacity with all loads into it that name the same lease, in whatever processes: together they stay below
     * 95% of what it has provisioned; one that is alone takes 98%. An item of the ledger's table says who may take how much; each
     * load reads and writes it every second. What one does not use goes to the others within seconds; the share of one that was
     * killed after 8 s. While it cannot be renewed nothing is written, and after a minute the load fails. Default: none, loads make
     * way for each other when they are throttled.
     *
     * @param name 1 to 255 characters
     * @throws IllegalArgumentException if it is empty or longer
     */
    public DynamoDbSink lease(String name) {
        if (name.isBlank() || name.length() > MOST_LEASE_NAME) {
            throw new IllegalArgumentException("A lease needs a name of 1 to " + MOST_LEASE_NAME + " characters.");
        }
        return with(draft -> draft.lease = Optional.of(name));
    }

    @Override
    public String name() {
        return SCHEME + options.table();
    }

    private TableSink sink() {
        return client.map(own -> TableSink.of(own, options)).orElseGet(() -> TableSink.of(endpoint, region, options));
    }

    @Override
    public PartOrder partOrder() {
        return PartOrder.KEYS;
    }

    @Override
    public SinkTraits traits() {
        return sink().traits();
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return sink().plan(schema);
    }

    /** {@inheritDoc} There are no users but those of IAM, so that a grantee does not matter. */
    @Override
    public Optional<Privileges> privileges(Schema schema, Optional<String> grantee) {
        return Optional.of(sink().privileges());
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return sink().ledger(load);
    }

    @Override
    public Optional<LedgerListing> loads(LedgerScope scope) {
        return Optional.of(sink().loads(scope));
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return sink().open(schema, load);
    }

    @Override
    public SinkWriter openAnother(Schema schema, LoadId load, SinkWriter first) {
        return sink().openAnother(schema, load, first);
    }

    @Override
    public Optional<Routing> routing(Schema schema) {
        return Optional.of(sink().routing(schema));
    }

    /**
     * Write units in a second that the table has provisioned, or its maximum; of a table that is not there what it will be made
     * with. Empty: it has no bound.
     */
    public OptionalDouble capacity() {
        return sink().capacity();
    }

    /** Write units that some conformed records would cost as new items; those that cannot be items are left out. */
    public long units(RecordBatch records) {
        return sink().units(records);
    }

    @Override
    public String toString() {
        return name();
    }
}
