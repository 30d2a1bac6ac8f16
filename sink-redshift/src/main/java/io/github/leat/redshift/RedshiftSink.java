package io.github.leat.redshift;

import io.github.leat.core.Position;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.PartOrder;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.redshift.internal.Cluster;
import io.github.leat.redshift.internal.DataApiCluster;
import io.github.leat.redshift.internal.IamLogins;
import io.github.leat.redshift.internal.JdbcCluster;
import io.github.leat.redshift.internal.Layout;
import io.github.leat.redshift.internal.Options;
import io.github.leat.redshift.internal.Staging;
import io.github.leat.redshift.internal.TableSink;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/**
 * A table of Amazon Redshift, provisioned or serverless, reached by PostgreSQL's driver or by the Data API.
 *
 * <p>Records are written as compressed CSV parts to S3; each commit of the load is one COPY into a staging table; the end moves the
 * staged records into the table, in one transaction with the ledger. So commits should be few: half a GiB of text or a minute apart
 * suits a warehouse, see {@code Load.commitEvery}. Others see nothing of a load before it completes. Of records of one key the last
 * is kept. Parts of many objects, written by tasks without a connection to Redshift, are joined: one COPY and one transaction for all
 * of them.
 *
 * <p>Without a choice the table is {@code data}, the mode APPEND, the schema policy EVOLVE, a new TEXT column a VARCHAR of 65,535
 * bytes, and parts compressed by gzip are written at a time, as many as a multiple of the cluster's slices (4 where it has none to be
 * counted, 16 at most), each with a thread and a buffer of 5 MiB. Immutable; each method
 * answers a changed copy. Thread-safe.
 */
public final class RedshiftSink implements JointSink {
    private final Cluster cluster;
    private final Staging staging;
    private final Options options;

    private RedshiftSink(Cluster cluster, Staging staging, Options options) {
        this.cluster = cluster;
        this.staging = staging;
        this.options = options;
    }

    private RedshiftSink with(Options changed) {
        return new RedshiftSink(cluster, staging, changed);
    }

    /**
     * A table of a database.
     *
     * @param properties what PostgreSQL's driver takes: {@code user}, {@code password}, {@code sslmode} (default here: {@code
     *     verify-full} with the authorities that Java knows; on this machine {@code prefer})
     * @param prefix where parts are written, ends with a slash; should be used by Leat alone
     * @param role ARN of the IAM role by which the cluster reads the parts, or {@code default}
     * @throws IllegalArgumentException if the prefix does not end with a slash, or the role is empty
     */
    public static RedshiftSink of(
            String host, int port, String database, Properties properties, S3Address prefix, String role) {
        return new RedshiftSink(
                new JdbcCluster(host, port, database, properties), Staging.at(prefix, role), Options.defaults());
    }

    /**
     * The same, logging in by IAM: {@code user} and {@code password} of the properties do not count. Needs {@code
     * software.amazon.awssdk:redshift}, for workgroups {@code redshiftserverless}, on the class path.
     *
     * @throws IllegalArgumentException if the prefix does not end with a slash, or the role is empty
     */
    public static RedshiftSink of(
            String host,
            int port,
            String database,
            Properties properties,
            IamLogin login,
            S3Address prefix,
            String role) {
        return new RedshiftSink(
                new JdbcCluster(host, port, database, properties, new IamLogins(login, database)),
                Staging.at(prefix, role),
                Options.defaults());
    }

    /**
     * A table of a database that is reached by the Data API. What it may do is the same; a statement may have 100 KB, which a table of
     * some 500 columns reaches.
     *
     * @throws IllegalArgumentException if the prefix does not end with a slash, or the role is empty
     */
    public static RedshiftSink of(DataApi api, S3Address prefix, String role) {
        return new RedshiftSink(new DataApiCluster(api), Staging.at(prefix, role), Options.defaults());
    }

    /** The same with a client of the Data API that the caller has made, and closes; region and endpoint are the client's. */
    public static RedshiftSink of(DataApi api, RedshiftDataClient client, S3Address prefix, String role) {
        return new RedshiftSink(new DataApiCluster(api, client), Staging.at(prefix, role), Options.defaults());
    }

    /** The same with a store that the caller has made, and closes. */
    public RedshiftSink store(S3Store store, S3Address prefix, String role) {
        return new RedshiftSink(cluster, Staging.in(store, prefix, role), options);
    }

    /**
     * A database as the command line names it: {@code
     * redshift://host:5439/database?staging=s3://bucket/prefix/&iamRole=arn:…}, the port 5439 unless given, or {@code
     * redshift-data://workgroup/database?…} by the Data API. Further settings: {@code s3-endpoint}, {@code s3-region}, {@code
     * compression} (gzip or zstd), {@code parts}, {@code text-bytes}, {@code distkey}, {@code sortkey} (names by commas), {@code encode}
     * ({@code column:encoding} by commas), {@code super} (names by commas), {@code replace} (rename or delete). Over JDBC {@code iam} logs in
     * by IAM ({@code true}, {@code workgroup:NAME} or {@code cluster:NAME}), and whatever else there is goes to PostgreSQL's driver;
     * without {@code password} that of {@code PGPASSWORD} is taken. For the Data API {@code kind} is workgroup (default) or cluster,
     * and {@code db-user} or {@code secret} says who. Both take {@code region} and {@code endpoint}. Values are percent-decoded.
     *
     * @throws IllegalArgumentException if it is none, a setting is wrong, or one that is needed is missing; never repeats a password
     */
    public static RedshiftSink parse(String target) {
        return TargetAddress.parse(target).sink();
    }

    /** Another table, in the search path's first schema, or as {@code schema.table}. Names are folded to lower case. */
    public RedshiftSink table(String name) {
        return with(options.withTable(name));
    }

    /** The columns that tell records apart, by source name or SQL name. Parts may be NULL: two NULLs are equal. */
    public RedshiftSink key(String... columns) {
        return with(options.withKey(List.of(columns)));
    }

    /** What happens to rows that are there. */
    public RedshiftSink mode(WriteMode mode) {
        return with(options.withMode(mode));
    }

    /** What happens when the table's columns differ from the load's. */
    public RedshiftSink schemaPolicy(SchemaPolicy policy) {
        return with(options.withPolicy(policy));
    }

    /**
     * Bytes, not characters, of new TEXT columns; default 65,535, the most there are. A longer text makes the column longer at the end
     * of the load, or with policy FREEZE is rejected.
     *
     * @throws IllegalArgumentException if below 1 or above 65,535
     */
    public RedshiftSink textBytes(int bytes) {
        Layout layout = options.layout();
        return with(options.withLayout(
                new Layout(bytes, layout.distKey(), layout.sortKey(), layout.encodings(), layout.jsonColumns())));
    }

    /** The column by whose values a new table's rows are spread over the slices; default: Redshift decides. */
    public RedshiftSink distKey(String column) {
        Layout layout = options.layout();
        return with(options.withLayout(
                new Layout(layout.textBytes(), column, layout.sortKey(), layout.encodings(), layout.jsonColumns())));
    }

    /** The columns by which a new table is sorted; default: Redshift decides. */
    public RedshiftSink sortKey(String... columns) {
        Layout layout = options.layout();
        return with(options.withLayout(new Layout(
                layout.textBytes(), layout.distKey(), List.of(columns), layout.encodings(), layout.jsonColumns())));
    }

    /**
     * How a new column is compressed in the table, such as {@code zstd} or {@code az64}; default: Redshift decides.
     *
     * @throws IllegalArgumentException if Redshift has no such encoding
     */
    public RedshiftSink encode(String column, String encoding) {
        Layout layout = options.layout();
        Map<String, String> encodings = new TreeMap<>(layout.encodings());
        encodings.put(column, encoding);
        return with(options.withLayout(
                new Layout(layout.textBytes(), layout.distKey(), layout.sortKey(), encodings, layout.jsonColumns())));
    }

    /**
     * New TEXT columns that are to be of type SUPER: each text is read as JSON, and one that is none has its record rejected. A text may
     * have 65,535 bytes. Columns that are SUPER already need not be named.
     */
    public RedshiftSink jsonColumns(String... columns) {
        Layout layout = options.layout();
        return with(options.withLayout(new Layout(
                layout.textBytes(), layout.distKey(), layout.sortKey(), layout.encodings(), List.of(columns))));
    }

    /** How parts are compressed. */
    public RedshiftSink compression(PartCompression compression) {
        return with(options.withCompression(compression));
    }

    /**
     * How many parts are written at a time, each with a thread and a buffer of 5 MiB. Default: a multiple of the cluster's slices, which
     * it is asked for ({@code SELECT count(*) FROM stv_slices}), 16 at most; 4 where it does not say.
     *
     * @throws IllegalArgumentException if below 1 or above 64
     */
    public RedshiftSink parts(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("Parts must be 1 or more, got " + parts + ".");
        }
        return with(options.withParts(parts));
    }

    /**
     * Whether mode REPLACE makes a new table and gives it the old one's name (default), which is quick but loses the old one's
     * privileges and fails where views stand on it; else the rows are deleted and inserted.
     */
    public RedshiftSink replaceByRenaming(boolean renames) {
        return with(options.withRenaming(renames));
    }

    @Override
    public String name() {
        return cluster.name() + ", table " + options.table();
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public PartOrder partOrder() {
        return PartOrder.of(options.mode());
    }

    @Override
    public SinkTraits traits() {
        return TableSink.traits();
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return sink().plan(schema);
    }

    @Override
    public Optional<Schema> target(Schema load) {
        return sink().target(load);
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return sink().ledger(load);
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return sink().open(schema, load);
    }

    @Override
    public Joined join(List<LoadId> objects) {
        return sink().join(objects);
    }

    @Override
    public Sink staging(Order order, int object, Position start, Consumer<Receipt> staged) {
        return sink().staging(order, object, start, staged);
    }

    @Override
    public Outcome merge(Order order, Schema schema, List<Member> members, Collection<? extends Receipt> receipts) {
        return sink().merge(order, schema, members, receipts);
    }

    private TableSink sink() {
        return new TableSink(cluster, staging, options, name());
    }

    @Override
    public String toString() {
        return name();
    }
}
