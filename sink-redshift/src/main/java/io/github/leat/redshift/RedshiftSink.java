package io.github.leat.redshift;

import io.github.leat.core.schema.Schema;
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
import io.github.leat.redshift.internal.Options;
import io.github.leat.redshift.internal.Staging;
import io.github.leat.redshift.internal.TableSink;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Store;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A table of Amazon Redshift, provisioned or serverless, reached by PostgreSQL's driver.
 *
 * <p>Records are written as compressed CSV parts to S3; each commit of the load is one COPY into a staging table; the end moves the
 * staged records into the table, in one transaction with the ledger. So commits should be few: half a GiB of text or a minute apart
 * suits a warehouse, see {@code Load.commitEvery}. Others see nothing of a load before it completes. Of records of one key the last
 * is kept.
 *
 * <p>Without a choice the table is {@code data}, the mode APPEND, the schema policy EVOLVE, a new TEXT column a VARCHAR of 65,535
 * bytes, and four parts compressed by gzip are written at a time, each with a thread and a buffer of 5 MiB. Immutable; each method
 * answers a changed copy. Thread-safe.
 */
public final class RedshiftSink implements Sink {
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
                new Cluster(host, port, database, properties), Staging.at(prefix, role), Options.defaults());
    }

    /** The same with a store that the caller has made, and closes. */
    public RedshiftSink store(S3Store store, S3Address prefix, String role) {
        return new RedshiftSink(cluster, Staging.in(store, prefix, role), options);
    }

    /**
     * A database as the command line names it: {@code
     * redshift://host:5439/database?staging=s3://bucket/prefix/&iamRole=arn:…}; the port is 5439 unless given. Further settings:
     * {@code s3-endpoint}, {@code s3-region}, {@code compression} (gzip or zstd), {@code parts}, {@code text-bytes}, {@code distkey},
     * {@code sortkey} (names by commas), {@code replace} (rename or delete); whatever else there is goes to PostgreSQL's driver. Values
     * are percent-decoded. Without {@code password} that of {@code PGPASSWORD} is taken.
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
        return with(options.withTextBytes(bytes));
    }

    /** The column by whose values a new table's rows are spread over the slices; default: Redshift decides. */
    public RedshiftSink distKey(String column) {
        return with(options.withDistKey(column));
    }

    /** The columns by which a new table is sorted; default: Redshift decides. */
    public RedshiftSink sortKey(String... columns) {
        return with(options.withSortKey(List.of(columns)));
    }

    /** How parts are compressed. */
    public RedshiftSink compression(PartCompression compression) {
        return with(options.withCompression(compression));
    }

    /**
     * How many parts are written at a time, each with a thread and a buffer of 5 MiB; default 4. A multiple of the cluster's slices
     * ({@code SELECT count(*) FROM stv_slices}) keeps all of them busy.
     *
     * @throws IllegalArgumentException if below 1 or above 64
     */
    public RedshiftSink parts(int parts) {
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

    private TableSink sink() {
        return new TableSink(cluster, staging, options, name());
    }

    @Override
    public String toString() {
        return name();
    }
}
