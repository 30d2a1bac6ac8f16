package io.github.leat.rds.internal.mysql;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
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
import io.github.leat.rds.internal.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * MariaDB from version 10.5 on and MySQL from 8.0.23 on, RDS and Aurora included.
 *
 * <p>DDL commits here, so that locks are the connection's and not the transaction's. Figures and traps: {@code
 * docs/mariadb-mysql.md}. Thread-safe.
 */
public final class MySqlDialect implements Dialect {
    /** ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR. */
    private static final int TABLE_ACCESS_DENIED = 1142;

    private static final int COLUMN_ACCESS_DENIED = 1143;

    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 16, 8L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);

    private final WayIn wayIn;
    private final Server server;
    private final MySqlLocks locks;
    /** What was read of tables, by their names: comments would be lost by a change of type that does not repeat them. */
    private final Map<String, MySqlCatalogue.Found> read = new ConcurrentHashMap<>();

    /** The ways records may go in, of which the server may know the first no more than the others. */
    enum WayIn {
        /** MariaDB's bulk protocol, where the server has it; else rows. */
        BULK,
        /** Statements of many rows each. */
        ROWS,
        /** LOAD DATA LOCAL INFILE. */
        LOAD_DATA
    }

    /**
     * The server as a connection finds it.
     *
     * @param schema the database of the table
     * @param isMariaDb rather than MySQL
     * @param maxPacket longest statement in bytes
     */
    private record Server(String schema, boolean isMariaDb, long maxPacket) {}

    /** For a data source: statements of many rows each, since nobody knows how its driver does batches. */
    public MySqlDialect() {
        this(WayIn.ROWS);
    }

    MySqlDialect(WayIn wayIn) {
        this(wayIn, new Server("", true, 1 << 20));
    }

    private MySqlDialect(WayIn wayIn, Server server) {
        this.wayIn = wayIn;
        this.server = server;
        this.locks = new MySqlLocks(server.schema());
    }

    @Override
    public String product() {
        return server.isMariaDb() ? "MariaDB" : "MySQL";
    }

    @Override
    public SinkTraits traits() {
        return TRAITS;
    }

    @Override
    public String quote(String identifier) {
        return Names.quote(identifier);
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + '\'';
    }

    @Override
    public String table(String name) {
        return quote(server.schema()) + "." + quote(name);
    }

    @Override
    public String identifier(String name) {
        return Names.fit(name);
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
    public boolean undoes() {
        return true;
    }

    @Override
    public Optional<String> undoObstacle(Handle handle, String table) throws SQLException {
        return catalogue(handle)
                .engine(identifier(table))
                .filter(engine -> !engine.equalsIgnoreCase("InnoDB"))
                .map(engine -> "is kept by " + engine + ", and only InnoDB changes all of it or nothing");
    }

    @Override
    public String isStaged(MergeSpec spec) {
        return MySqlMerge.isStaged(spec, hiddenKey(spec).equals(spec.keyColumns()));
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    /** There is no lock of a table that leaves its readers alone and the transaction open: so all rows and gaps are read for it. */
    @Override
    public Optional<String> lockRows(String table) {
        return Optional.of("SELECT COUNT(*) FROM " + table + forUpdate());
    }

    @Override
    public List<String> rowKey(List<TargetColumn> columns, String alias) {
        return List.of(RowHash.of(columns, alias));
    }

    @Override
    public String sameKey() {
        return " = ";
    }

    @Override
    public String sumOfHashes(List<TargetColumn> columns, String alias) {
        return RowHash.sum(columns, alias);
    }

    @Override
    public boolean definitionsCommit() {
        return true;
    }

    /** ON DUPLICATE KEY UPDATE does not say which key. */
    @Override
    public boolean mergesByKey(String table) {
        MySqlCatalogue.Found known = read.get(table(table));
        return known == null || known.uniqueIndexes() == 1;
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
        return " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }

    /** Without a database in the name that of the connection counts. */
    @Override
    public Located locate(Handle handle, String table) throws SQLException {
        SessionSettings.apply(handle.getConnection());
        List<String> parts = Names.parse(table);
        String named = parts.size() > 1 ? parts.get(0) : "";
        Located located = handle.createQuery("SELECT VERSION(), @@max_allowed_packet, @@lower_case_table_names, (SELECT"
                        + " schema_name FROM information_schema.schemata WHERE schema_name ="
                        + " COALESCE(NULLIF(?, ''), DATABASE()) LIMIT 1)")
                .bind(0, named)
                .map((row, context) -> {
                    String schema = row.getString(4);
                    if (schema == null) {
                        throw new SchemaException(
                                named.isEmpty()
                                        ? "The address names no database for the table " + table
                                                + ". Add it as jdbc:mariadb://host/database, or write database.table."
                                        : "There is no database \"" + named + "\" for the table " + table
                                                + ". Create it, or choose another.");
                    }
                    String name = parts.get(parts.size() - 1);
                    boolean isMariaDb =
                            row.getString(1).toLowerCase(Locale.ROOT).contains("mariadb");
                    return new Located(
                            new MySqlDialect(wayIn, new Server(schema, isMariaDb, row.getLong(2))),
                            row.getInt(3) == 0 ? name : name.toLowerCase(Locale.ROOT));
                })
                .one();
        return located;
    }

    @Override
    public String ledgerKeyType() {
        return MySqlTypes.TEXT;
    }

    @Override
    public String ledgerRow() {
        return "row_key = UNHEX(SHA2(CONCAT(?, CHAR(10 USING utf8mb4), ?), 256))";
    }

    /** Its key is a hash, since names of sources are longer than an index takes. */
    @Override
    public String createLedger(String ledger, List<String> columns) {
        return "CREATE TABLE IF NOT EXISTS " + table(ledger) + " (" + String.join(", ", columns)
                + ", row_key binary(32) GENERATED ALWAYS AS (UNHEX(SHA2(CONCAT(source, CHAR(10 USING utf8mb4),"
                + " target_table), 256))) STORED, UNIQUE INDEX (row_key), INDEX (target_table(64)))" + tableOptions();
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
        String mark = column.type().kind() == Kind.TIMESTAMP_TZ ? MySqlTypes.INSTANT_MARK : "";
        return quote(column.sqlName()) + " " + type + " NULL" + commentClause((comment + " " + mark).strip());
    }

    private String commentClause(String comment) {
        return comment.isEmpty() ? "" : " COMMENT " + literal(comment);
    }

    @Override
    public List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        List<String> definitions = new ArrayList<>();
        for (StageColumn column : columns) {
            definitions.add(
                    quote(column.name()) + " " + column.type() + (column.slot().nullable() ? " NULL" : " NOT NULL"));
        }
        definitions.add(quote(number) + " bigint NOT NULL PRIMARY KEY");
        List<String> names = columns.stream()
                .map(column -> identifier(column.name()).toLowerCase(Locale.ROOT))
                .toList();
        for (Constraint rule : rules) {
            boolean isOfThese = rule.columns().stream().allMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
            if (rule.kind() == Constraint.Kind.CHECK && isOfThese) {
                definitions.add((server.isMariaDb() ? "CONSTRAINT " + quote(rule.text()) + " " : "") + "CHECK ("
                        + rule.expression() + ")");
            }
        }
        return List.of("CREATE TABLE " + table(stage) + " (" + String.join(", ", definitions) + ")" + tableOptions());
    }

    @Override
    public Optional<String> uniqueKey(String table, List<String> columns) {
        List<String> quoted = columns.stream().map(this::quote).toList();
        return KeyHash.fits(quoted)
                ? Optional.of("ALTER TABLE " + table(table) + " ADD COLUMN " + quote(KeyHash.COLUMN)
                        + " binary(32) GENERATED ALWAYS AS (" + KeyHash.of(quoted) + ") STORED INVISIBLE COMMENT "
                        + literal(KeyHash.comment(quoted)) + ", ADD UNIQUE INDEX " + quote(KeyHash.COLUMN) + " ("
                        + quote(KeyHash.COLUMN) + ")")
                : Optional.empty();
    }

    @Override
    public Optional<Privileges> privileges(Handle handle, Work work, Optional<String> grantee) throws SQLException {
        boolean isSwapped = work.mode() == WriteMode.REPLACE
                && !work.isUndoable()
                && swap(handle, work.table(), work.table()).isPresent();
        return Optional.of(MySqlGrants.of(handle, server.schema(), work, isSwapped, grantee));
    }

    private MySqlCatalogue catalogue(Handle handle) {
        return new MySqlCatalogue(handle.getConnection(), server.schema(), server.isMariaDb());
    }

    @Override
    public Optional<TargetTable> readTable(Handle handle, String table) throws SQLException {
        Optional<MySqlCatalogue.Found> found = catalogue(handle).table(identifier(table));
        found.ifPresentOrElse(known -> read.put(table(table), known), () -> read.remove(table(table)));
        return found.map(MySqlCatalogue.Found::table);
    }

    /** Of tables that {@link #readTable} has read. */
    @Override
    public Map<String, String> comments(Handle handle, String table) {
        MySqlCatalogue.Found known = read.get(table(table));
        Map<String, String> comments = new LinkedHashMap<>();
        if (known != null) {
            known.comments().forEach((column, comment) -> {
                String said = comment.endsWith(MySqlTypes.INSTANT_MARK)
                        ? comment.substring(0, comment.length() - MySqlTypes.INSTANT_MARK.length())
                                .strip()
                        : comment;
                if (!said.isEmpty()) {
                    comments.put(column, said);
                }
            });
        }
        return comments;
    }

    /** The hidden hash of a key where there is one; else a hash of the whole row, the same for equal rows. */
    @Override
    public Optional<RowIdentity> identity(Handle handle, TargetTable table) {
        MySqlCatalogue.Found known = read.get(table(table.name()));
        boolean keyed = known != null && known.hasHiddenKey();
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
            if (e.getErrorCode() == TABLE_ACCESS_DENIED || e.getErrorCode() == COLUMN_ACCESS_DENIED) {
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
        MySqlCatalogue.Found known = read.get(table(table));
        String comment = known == null ? "" : known.comments().getOrDefault(identifier(column), "");
        if (comment.endsWith(MySqlTypes.INSTANT_MARK)) {
            comment = comment.substring(0, comment.length() - MySqlTypes.INSTANT_MARK.length())
                    .strip();
        }
        String name = quote(column);
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE " + table(table) + " MODIFY COLUMN " + name + " " + typeName(to) + " NULL"
                + commentClause(comment));
        if (to.kind() == Kind.TEXT) {
            MySqlTypes.textOf(name, from)
                    .ifPresent(text -> statements.add("UPDATE " + table(table) + " SET " + name + " = " + text
                            + " WHERE " + name + " IS NOT NULL"));
        }
        return statements;
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
        if (catalogue(handle)
                .table(stage)
                .filter(MySqlCatalogue.Found::hasHiddenKey)
                .isPresent()) {
            return List.of();
        }
        String column = quote(KeyHash.COLUMN);
        return List.of("ALTER TABLE " + table(stage) + " ADD COLUMN " + column + " binary(32) GENERATED ALWAYS AS ("
                + KeyHash.of(key.stream().map(this::quote).toList()) + ") STORED, ADD COLUMN " + quote(KeyHash.FOUND)
                + " tinyint NOT NULL DEFAULT 0, ADD INDEX " + column + " (" + column + ")");
    }

    /** Tables that are bound to others are filled in place. */
    @Override
    public Optional<Swap> swap(Handle handle, String table, String stage) throws SQLException {
        if (catalogue(handle).isBound(identifier(table))) {
            return Optional.empty();
        }
        String filled = stage + "_n";
        String old = table(stage + "_o");
        return Optional.of(new Swap(
                filled,
                List.of(
                        "DROP TABLE IF EXISTS " + table(filled),
                        "CREATE TABLE " + table(filled) + " LIKE " + table(table)),
                List.of(
                        "DROP TABLE IF EXISTS " + old,
                        "RENAME TABLE " + table(table) + " TO " + old + ", " + table(filled) + " TO " + table(table),
                        "DROP TABLE " + old)));
    }

    @Override
    public List<String> merge(MergeSpec spec) {
        return MySqlMerge.upsert(spec);
    }

    @Override
    public List<String> insertNew(MergeSpec spec) {
        List<String> hidden = hiddenKey(spec);
        boolean isKeyed =
                hidden.size() == spec.keyColumns().size() && hidden.containsAll(spec.keyColumns()) && !hidden.isEmpty();
        return MySqlMerge.insertNew(spec, isKeyed);
    }

    private List<String> hiddenKey(MergeSpec spec) {
        MySqlCatalogue.Found target = read.get(spec.target());
        return target == null
                ? List.of()
                : target.hiddenKey().stream().map(this::quote).toList();
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
        List<String> columns = new MySqlCatalogue(connection, server.schema(), server.isMariaDb())
                .table(identifier(table.name()))
                .map(found ->
                        found.table().columns().stream().map(TargetColumn::name).toList())
                .orElse(List.of());
        InsertTarget target = InsertTarget.of(table(table.name()), columns, schema, order);
        RecordWriter writer = switch (wayIn) {
            case LOAD_DATA ->
                new LoadDataWriter(connection, target, new RowsWriter(connection, target, server.maxPacket()));
            case BULK ->
                server.isMariaDb()
                        ? new BulkWriter(connection, target, server.maxPacket())
                        : new RowsWriter(connection, target, server.maxPacket());
            case ROWS -> new RowsWriter(connection, target, server.maxPacket());
        };
        return new MySqlAppender(connection, target, writer, server.maxPacket());
    }

    @Override
    public SinkException translate(SQLException error, String doing, String where) {
        return MySqlErrors.translate(error, doing, where);
    }
}
