package io.github.leat.rds.internal.postgres;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.rds.RowIdentity;
import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.MergeSpec;
import io.github.leat.rds.internal.RecordAppender;
import io.github.leat.rds.internal.Slot;
import io.github.leat.rds.internal.StageColumn;
import io.github.leat.rds.internal.TableRef;
import io.github.leat.rds.internal.TargetTable;
import io.github.leat.rds.internal.TransactionStart;
import io.github.leat.rds.internal.UndoSql;
import io.github.leat.rds.internal.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * PostgreSQL from version 12 on, RDS and Aurora included. Immutable.
 *
 * <p>Every table is named with its schema, and every lock is one of the transaction's, so that no statement leans on the state
 * of a session: a pooler may hand each transaction to another connection. Figures and traps: {@code docs/postgresql.md}.
 */
public final class PostgresDialect implements Dialect {
    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 16, 8L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);
    /** The first version with {@code NULLS NOT DISTINCT}. */
    private static final int NULLS_NOT_DISTINCT = 150_000;

    private final Slots slots;
    private final int copies;
    private final String schema;
    private final int version;
    /** Tables that refused a record of a COPY over many batches: from then on each batch is a COPY of its own. */
    private final Set<String> cautious;

    /** With the usual bound on connections. */
    public PostgresDialect() {
        this(new Slots(Slots.DEFAULT), 1);
    }

    /**
     * @param slots the bound on connections that loads of all processes keep at once
     * @param copies over how many of them one load may copy at once
     */
    PostgresDialect(Slots slots, int copies) {
        this(slots, copies, "public", NULLS_NOT_DISTINCT, ConcurrentHashMap.newKeySet());
    }

    private PostgresDialect(Slots slots, int copies, String schema, int version, Set<String> cautious) {
        this.copies = copies;
        this.cautious = cautious;
        this.slots = slots;
        this.schema = schema;
        this.version = version;
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public SinkTraits traits() {
        return TRAITS;
    }

    @Override
    public String quote(String identifier) {
        return Identifiers.quote(identifier);
    }

    @Override
    public String table(String name) {
        return quote(schema) + "." + quote(name);
    }

    @Override
    public String identifier(String name) {
        return Identifiers.fit(name);
    }

    @Override
    public String tableKey(String expression) {
        return expression;
    }

    @Override
    public String literal(String text) {
        return text.indexOf('\\') < 0
                ? '\'' + text.replace("'", "''") + '\''
                : " E'" + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }

    /** A table that a plain name finds on the search path counts, else the path's first schema. */
    @Override
    public Located locate(Handle handle, String table) {
        List<String> parts = Identifiers.parse(table);
        String name = parts.get(parts.size() - 1);
        String found = handle.createQuery("SELECT coalesce((SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE"
                        + " n.nspname = CAST(? AS text)), CASE WHEN CAST(? AS text) = '' THEN coalesce((SELECT"
                        + " n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ="
                        + " c.relnamespace WHERE c.oid = to_regclass(quote_ident(?)) AND NOT starts_with(CAST(n.nspname"
                        + " AS text), 'pg_')), current_schema()) END)")
                .bind(0, parts.size() > 1 ? identifier(parts.get(0)) : "")
                .bind(1, parts.size() > 1 ? parts.get(0) : "")
                .bind(2, identifier(name))
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new SchemaException(
                        parts.size() > 1
                                ? "There is no schema \"" + parts.get(0) + "\" for the table " + table
                                        + ". Create it, or choose another."
                                : "The search path of the connection has no schema for the table " + table
                                        + ". Write schema.table."));
        int server = handle.createQuery("SELECT CAST(current_setting('server_version_num') AS int)")
                .mapTo(Integer.class)
                .one();
        return new Located(new PostgresDialect(slots, copies, found, server, cautious), name);
    }

    @Override
    public Map<String, String> comments(Handle handle, String table) {
        Map<String, String> comments = new LinkedHashMap<>();
        handle.createQuery("SELECT a.attname, pg_catalog.col_description(a.attrelid, a.attnum) FROM"
                        + " pg_catalog.pg_attribute a WHERE a.attrelid = CAST(CAST(? AS text) AS regclass) AND a.attnum > 0 AND"
                        + " NOT a.attisdropped AND pg_catalog.col_description(a.attrelid, a.attnum) IS NOT NULL")
                .bind(0, table(table))
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> comments.put(entry.getKey(), entry.getValue()));
        return comments;
    }

    /** The place of a row is its own only where all rows are in one file: not with partitions or tables that inherit. */
    @Override
    public Optional<RowIdentity> identity(Handle handle, TargetTable table) {
        boolean plain = handle.createQuery("SELECT c.relkind = 'r' AND NOT c.relhassubclass FROM pg_catalog.pg_class c"
                        + " WHERE c.oid = CAST(CAST(? AS text) AS regclass)")
                .bind(0, table(table.name()))
                .mapTo(Boolean.class)
                .one();
        return Optional.of(
                plain
                        ? new RowIdentity(
                                "t.ctid",
                                "CAST(t.ctid AS text)",
                                "CAST(CAST(? AS text) AS tid)",
                                "\\([0-9]{1,9},[0-9]{1,4}\\)",
                                true)
                        : new RowIdentity("md5(CAST(t AS text))", "md5(CAST(t AS text))", "?", "[0-9a-f]{32}", false));
    }

    @Override
    public TransactionStart transactionStart() {
        return slots;
    }

    @Override
    public void lockDefinitions(Connection connection) throws SQLException {
        slots.lockDefinitions(connection, schema);
    }

    @Override
    public String typeName(ColumnType type) {
        return PostgresTypes.nameOf(type);
    }

    @Override
    public String stageType(Slot slot, ColumnType type) {
        return slot.nativeType();
    }

    /** Not logged: it is written once, read once, and begun again if the server crashes between. */
    @Override
    public List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        List<String> definitions = new ArrayList<>();
        for (StageColumn column : columns) {
            definitions.add(
                    quote(column.name()) + " " + column.type() + (column.slot().nullable() ? "" : " NOT NULL"));
        }
        definitions.add(quote(number) + " bigint NOT NULL");
        List<String> names =
                columns.stream().map(column -> identifier(column.name())).toList();
        for (Constraint rule : rules) {
            if (rule.kind() == Constraint.Kind.CHECK && names.containsAll(rule.columns())) {
                definitions.add("CONSTRAINT " + quote(rule.text()) + " "
                        + rule.expression().replace(" NOT VALID", ""));
            }
        }
        return List.of("CREATE UNLOGGED TABLE " + table(stage) + " (" + String.join(", ", definitions)
                + ") WITH (autovacuum_enabled = false)");
    }

    @Override
    public int copiesAtOnce() {
        return copies;
    }

    @Override
    public boolean commitsAhead() {
        return true;
    }

    @Override
    public boolean findsRefusals() {
        return true;
    }

    @Override
    public Optional<String> uniqueKey(String table, List<String> columns) {
        if (version < NULLS_NOT_DISTINCT) {
            return Optional.empty();
        }
        return Optional.of("CREATE UNIQUE INDEX " + quote(table + "_leat_key") + " ON " + table(table) + " ("
                + String.join(", ", columns.stream().map(this::quote).toList()) + ") NULLS NOT DISTINCT");
    }

    @Override
    public Optional<Privileges> privileges(Handle handle, Work work, Optional<String> grantee) {
        return Optional.of(PostgresGrants.of(handle, schema, work, grantee));
    }

    @Override
    public Optional<TargetTable> readTable(Handle handle, String table) throws SQLException {
        return new PostgresCatalogue(handle.getConnection(), schema).table(identifier(table));
    }

    @Override
    public boolean isView(Handle handle, String name) throws SQLException {
        return new PostgresCatalogue(handle.getConnection(), schema).isView(identifier(name));
    }

    @Override
    public List<String> tablesWithPrefix(Handle handle, String prefix) throws SQLException {
        return new PostgresCatalogue(handle.getConnection(), schema).tablesWithPrefix(prefix);
    }

    @Override
    public boolean isReadable(Handle handle, String table) throws SQLException {
        return new PostgresCatalogue(handle.getConnection(), schema).isReadable(identifier(table));
    }

    @Override
    public OptionalLong estimatedRows(Handle handle, String table) throws SQLException {
        return new PostgresCatalogue(handle.getConnection(), schema).estimatedRows(identifier(table));
    }

    @Override
    public boolean takes(String nativeType, ColumnType type) {
        return nativeType.equals(typeName(type));
    }

    @Override
    public boolean storesLoosely(String nativeType) {
        return false;
    }

    @Override
    public String tryCast(String expression, String nativeType) {
        throw new UnsupportedOperationException("PostgreSQL finds refused records by writing them");
    }

    @Override
    public List<String> widenColumn(String table, String column, Column from, ColumnType to) {
        String alter =
                "ALTER TABLE " + table(table) + " ALTER COLUMN " + quote(column) + " TYPE " + typeName(to) + " USING ";
        return List.of(alter
                + (to.kind() == ColumnType.Kind.TEXT
                        ? PostgresTypes.textOf(quote(column), from)
                        : "CAST(" + quote(column) + " AS " + typeName(to) + ")"));
    }

    @Override
    public String commentOn(String table, String column, String text) {
        return "COMMENT ON COLUMN " + table(table) + "." + quote(column) + " IS " + literal(text.replace("\0", ""));
    }

    @Override
    public String createTemporary(String table, List<String> definitions) {
        throw new UnsupportedOperationException("temporary tables would bind a pooled connection");
    }

    @Override
    public List<String> merge(MergeSpec spec) {
        return PostgresMerge.upsert(spec);
    }

    /** "ON CONFLICT DO UPDATE command cannot affect row a second time". */
    @Override
    public Optional<String> duplicateState() {
        return Optional.of("21000");
    }

    @Override
    public List<String> insertNew(MergeSpec spec) {
        return PostgresMerge.insertNew(spec);
    }

    @Override
    public Optional<UndoSql> undo() {
        return Optional.of(new PostgresUndo(this));
    }

    @Override
    public String matches(List<String> keyColumns, List<String> keyValues) {
        return PostgresMerge.sameKey(keyColumns, keyValues);
    }

    @Override
    public String deduplicate(String stage, List<String> key, String number, String kept) {
        return PostgresMerge.deduplicate(stage, key, number, kept);
    }

    @Override
    public String valueOfLargest(String value, String by) {
        return "(array_agg(" + value + " ORDER BY " + by + " DESC NULLS LAST, " + value + " DESC))[1]";
    }

    @Override
    public RecordAppender appender(Connection connection, TableRef table, Schema columns, List<Integer> order)
            throws SQLException {
        PostgresCatalogue catalogue = new PostgresCatalogue(connection, schema);
        List<Attribute> attributes = catalogue.attributes(identifier(table.name()));
        CopyRecords records = new CopyRecords(table(table.name()), attributes, columns, order);
        boolean streams = table.canRestart()
                && records.isChecked()
                && !cautious.contains(table(table.name()))
                && catalogue.isPlain(identifier(table.name()));
        return streams
                ? new StreamingAppender(connection, records, () -> cautious.add(table(table.name())))
                : CopyAppender.open(connection, records);
    }

    @Override
    public SinkException translate(SQLException error, String doing, String where) {
        return PostgresErrors.translate(error, doing, where);
    }
}
