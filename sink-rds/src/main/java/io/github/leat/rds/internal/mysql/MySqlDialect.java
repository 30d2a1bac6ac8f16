package io.github.leat.rds.internal.mysql;

import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RowIdentity;
import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.MergeSpec;
import io.github.leat.rds.internal.RecordAppender;
import io.github.leat.rds.internal.Slot;
import io.github.leat.rds.internal.StageColumn;
import io.github.leat.rds.internal.TableRef;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.TargetTable;
import io.github.leat.rds.internal.TransactionStart;
import io.github.leat.rds.internal.UndoSql;
import io.github.leat.rds.internal.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * MariaDB from version 10.5 on and MySQL from 8.0.23 on, RDS and Aurora included.
 *
 * <p>DDL commits here, so that locks are the connection's and not the transaction's. Figures and traps: {@code
 * docs/mariadb-mysql.md}. Thread-safe.
 */
public final class MySqlDialect implements Dialect {
    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 16, 8L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);

    private final WayIn wayIn;
    private final MySqlServer server;
    private final MySqlLocks locks;
    private final KnownTables known = new KnownTables();
    private final MySqlDefinitions definitions;
    private final UndoSql undo;

    /** For a data source: statements of many rows each, since nobody knows how its driver does batches. */
    public MySqlDialect() {
        this(WayIn.ROWS);
    }

    MySqlDialect(WayIn wayIn) {
        this(wayIn, MySqlServer.UNKNOWN);
    }

    private MySqlDialect(WayIn wayIn, MySqlServer server) {
        this.wayIn = wayIn;
        this.server = server;
        this.locks = new MySqlLocks(server.schema());
        this.definitions = new MySqlDefinitions(server, known);
        this.undo = new MySqlUndo(server, known);
    }

    @Override
    public String product() {
        return server.product();
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
    public String literal(String text) {
        return Values.literal(text);
    }

    @Override
    public String table(String name) {
        return server.table(name);
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
    public void begin(Connection connection) throws SQLException {
        MySqlLocks.run(connection, "START TRANSACTION");
    }

    /** Every plain read takes shared locks then, too, of rows and of the gaps between them. */
    @Override
    public void beginAlone(Connection connection) throws SQLException {
        MySqlLocks.run(connection, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        begin(connection);
    }

    @Override
    public Optional<UndoSql> undo() {
        return Optional.of(undo);
    }

    @Override
    public boolean definitionsCommit() {
        return true;
    }

    @Override
    public boolean mergesByKey(String table) {
        return known.hasOneKey(table(table));
    }

    @Override
    public boolean commentsInDefinition() {
        return true;
    }

    @Override
    public boolean findsRefusals() {
        return true;
    }

    @Override
    public TransactionStart transactionStart() {
        return locks;
    }

    @Override
    public void lockDefinitions(Connection connection) throws SQLException {
        locks.lockDefinitions(connection);
    }

    @Override
    public String firstRows(long rows) {
        return " LIMIT " + rows;
    }

    @Override
    public String tableOptions() {
        return MySqlDefinitions.TABLE_OPTIONS;
    }

    @Override
    public Located locate(Handle handle, String table) throws SQLException {
        SessionSettings.apply(handle.getConnection());
        MySqlServer.Place place = MySqlServer.find(handle, table);
        return new Located(new MySqlDialect(wayIn, place.server()), place.table());
    }

    @Override
    public String ledgerKeyType() {
        return MySqlTypes.TEXT;
    }

    @Override
    public String ledgerRow() {
        return MySqlDefinitions.ledgerRow();
    }

    @Override
    public String createLedger(String ledger, List<String> columns) {
        return definitions.createLedger(ledger, columns);
    }

    @Override
    public String typeName(ColumnType type) {
        return MySqlTypes.nameOf(type, server.isMariaDb());
    }

    @Override
    public String stageType(Slot slot, ColumnType type) {
        return slot.nativeType();
    }

    @Override
    public String definition(Column column, String type, String comment) {
        return MySqlDefinitions.column(column, type, comment);
    }

    @Override
    public List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        return definitions.createStage(stage, columns, number, rules);
    }

    @Override
    public Optional<String> uniqueKey(String table, List<String> columns) {
        return definitions.uniqueKey(table, columns);
    }

    @Override
    public Optional<Privileges> privileges(Handle handle, Work work, Optional<String> grantee) throws SQLException {
        boolean isSwapped = work.mode() == WriteMode.REPLACE
                && !work.isUndoable()
                && swap(handle, work.table(), work.table()).isPresent();
        return Optional.of(MySqlGrants.of(handle, server.schema(), work, isSwapped, grantee));
    }

    private MySqlCatalogue catalogue(Handle handle) {
        return server.catalogue(handle.getConnection());
    }

    @Override
    public Optional<TargetTable> readTable(Handle handle, String table) throws SQLException {
        return known.keep(table(table), catalogue(handle).table(identifier(table)));
    }

    @Override
    public Map<String, String> comments(Handle handle, String table) {
        return known.comments(table(table));
    }

    /** The hidden hash of a key where there is one; else a hash of the whole row, the same for equal rows. */
    @Override
    public Optional<RowIdentity> identity(Handle handle, TargetTable table) {
        boolean keyed = known.hasHiddenKey(table(table.name()));
        String hash = keyed
                ? "t." + quote(KeyHash.COLUMN)
                : KeyHash.of(table.columns().stream()
                        .map(column -> "t." + quote(column.name()))
                        .toList());
        return Optional.of(new RowIdentity(hash, "HEX(" + hash + ")", "UNHEX(?)", "[0-9A-F]{64}", keyed));
    }

    @Override
    public boolean isView(Handle handle, String name) throws SQLException {
        return catalogue(handle).isView(identifier(name));
    }

    @Override
    public List<String> tablesWithPrefix(Handle handle, String prefix) throws SQLException {
        return catalogue(handle).tablesWithPrefix(prefix);
    }

    /** No view of the rights says what roles and grants to others amount to, so it is tried. */
    @Override
    public boolean isReadable(Handle handle, String table) throws SQLException {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute("SELECT * FROM " + table(table) + " LIMIT 0");
            return true;
        } catch (SQLException e) {
            if (MySqlErrors.isUnreadable(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public OptionalLong estimatedRows(Handle handle, String table) throws SQLException {
        return catalogue(handle).estimatedRows(identifier(table));
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
        throw new UnsupportedOperationException("MariaDB and MySQL find refused records by writing them");
    }

    @Override
    public List<String> widenColumn(String table, String column, Column from, ColumnType to) {
        return definitions.widenColumn(table, column, from, to);
    }

    @Override
    public String commentOn(String table, String column, String text) {
        throw new UnsupportedOperationException("comments are part of the definition");
    }

    @Override
    public String createTemporary(String table, List<String> definitions) {
        throw new UnsupportedOperationException("temporary tables would bind a pooled connection");
    }

    @Override
    public List<String> prepareStage(Handle handle, String stage, List<String> key) throws SQLException {
        return definitions.prepareStage(handle.getConnection(), stage, key);
    }

    @Override
    public Optional<Swap> swap(Handle handle, String table, String stage) throws SQLException {
        return definitions.swap(handle.getConnection(), table, stage);
    }

    @Override
    public List<String> merge(MergeSpec spec) {
        return MySqlMerge.upsert(spec);
    }

    @Override
    public List<String> insertNew(MergeSpec spec) {
        return MySqlMerge.insertNew(spec, known.isKeyedBy(spec.target(), spec.keyColumns()));
    }

    @Override
    public String deduplicate(String stage, List<String> key, String number, String kept) {
        return MySqlMerge.deduplicate(stage, number, kept);
    }

    @Override
    public String valueOfLargest(String value, String by) {
        return "CAST(SUBSTRING_INDEX(GROUP_CONCAT(" + value + " ORDER BY " + by + " DESC, " + value
                + " DESC), ',', 1) AS SIGNED)";
    }

    @Override
    public RecordAppender appender(Connection connection, TableRef table, Schema schema, List<Integer> order)
            throws SQLException {
        List<String> columns = server.catalogue(connection)
                .table(identifier(table.name()))
                .map(found ->
                        found.table().columns().stream().map(TargetColumn::name).toList())
                .orElse(List.of());
        InsertTarget target = InsertTarget.of(table(table.name()), columns, schema, order);
        return new MySqlAppender(connection, target, wayIn.writer(connection, target, server), server.maxPacket());
    }

    @Override
    public SinkException translate(SQLException error, String doing, String where) {
        return MySqlErrors.translate(error, doing, where);
    }
}
