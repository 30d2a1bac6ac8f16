package io.github.leat.rds.internal.jdbc;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.MergeSpec;
import io.github.leat.rds.internal.RecordAppender;
import io.github.leat.rds.internal.Slot;
import io.github.leat.rds.internal.StageColumn;
import io.github.leat.rds.internal.TableRef;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.TargetTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Any database with a JDBC driver, in a plain way: standard SQL, batches, no widening of columns, no locks beyond the ledger's.
 *
 * <p>What it cannot do is in {@code docs/jdbc.md}. Immutable.
 */
public final class JdbcDialect implements Dialect {
    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 16, 8L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, false);
    private static final Set<String> HAVE_COMMENTS = Set.of("H2", "Oracle", "HSQL Database Engine");
    /** Long enough for names of sources, short enough for an index of most databases. */
    private static final String LEDGER_KEY = "VARCHAR(700)";

    private final String product;
    private final String quote;
    private final JdbcTypes types;
    private final boolean definitionsCommit;

    private JdbcDialect(String product, String quote, JdbcTypes types, boolean definitionsCommit) {
        this.product = product;
        this.quote = quote;
        this.types = types;
        this.definitionsCommit = definitionsCommit;
    }

    /** As the driver describes its database. */
    public static JdbcDialect of(DatabaseMetaData database) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        return new JdbcDialect(
                database.getDatabaseProductName(),
                quote == null || quote.isBlank() ? "\"" : quote,
                JdbcTypes.of(database),
                database.dataDefinitionCausesTransactionCommit());
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public SinkTraits traits() {
        return TRAITS;
    }

    @Override
    public String quote(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new SchemaException(
                    "A name cannot be empty or hold a NUL character. Rename the column or choose another table.");
        }
        return quote + identifier.replace(quote, quote + quote) + quote;
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''").replace("\0", "") + '\'';
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public boolean definitionsCommit() {
        return definitionsCommit;
    }

    @Override
    public boolean findsRefusals() {
        return true;
    }

    @Override
    public boolean commentsInDefinition() {
        return !HAVE_COMMENTS.contains(product);
    }

    @Override
    public String addColumn(String table, String definition) {
        return "ALTER TABLE " + table(table) + " ADD " + definition;
    }

    @Override
    public String ledgerKeyType() {
        return LEDGER_KEY;
    }

    /** It is run only where the ledger was not found. */
    @Override
    public String createLedger(String ledger, List<String> columns) {
        return "CREATE TABLE " + table(ledger) + " (" + String.join(", ", columns)
                + ", PRIMARY KEY (source, target_table))";
    }

    @Override
    public String typeName(ColumnType type) {
        return types.nameOf(type);
    }

    @Override
    public String stageType(Slot slot, ColumnType type) {
        return slot.nativeType();
    }

    /** Drivers write types in other words than they read: what counts is what the fields are read as. */
    @Override
    public boolean isStaged(TargetColumn found, Slot slot, ColumnType type) {
        return found.type().filter(type::equals).isPresent();
    }

    @Override
    public List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        List<String> definitions = new ArrayList<>();
        for (StageColumn column : columns) {
            definitions.add(
                    quote(column.name()) + " " + column.type() + (column.slot().nullable() ? "" : " NOT NULL"));
        }
        definitions.add(quote(number) + " " + typeName(ColumnType.LONG) + " NOT NULL");
        for (Constraint rule : rules) {
            renamed(rule, columns).ifPresent(clause -> definitions.add("CHECK (" + clause + ")"));
        }
        return List.of("CREATE TABLE " + table(stage) + " (" + String.join(", ", definitions) + ")");
    }

    /** A rule over the staged columns' names; empty if it is over others, too. */
    private Optional<String> renamed(Constraint rule, List<StageColumn> columns) {
        String clause = rule.expression();
        for (String name : rule.columns()) {
            Optional<StageColumn> staged = columns.stream()
                    .filter(column -> column.slot().column().equals(name))
                    .findFirst();
            if (rule.kind() != Constraint.Kind.CHECK || staged.isEmpty()) {
                return Optional.empty();
            }
            clause = clause.replace(
                    '"' + name.replace("\"", "\"\"") + '"', quote(staged.get().name()));
        }
        return Optional.of(clause);
    }

    /** Not unique, for NULLs are not equal in it, but it makes merges quick. */
    @Override
    public Optional<String> uniqueKey(String table, List<String> columns) {
        return Optional.of("CREATE INDEX " + quote(table + "_leat_key") + " ON " + table(table) + " ("
                + String.join(", ", columns.stream().map(this::quote).toList()) + ")");
    }

    @Override
    public List<String> prepareStage(Handle handle, String stage, List<String> key) throws SQLException {
        String index = stage + "_k";
        try (var indexes = handle.getConnection()
                .getMetaData()
                .getIndexInfo(
                        handle.getConnection().getCatalog(),
                        handle.getConnection().getSchema(),
                        stage,
                        false,
                        true)) {
            while (indexes.next()) {
                if (index.equals(indexes.getString("INDEX_NAME"))) {
                    return List.of();
                }
            }
        }
        return List.of("CREATE INDEX " + quote(index) + " ON " + table(stage) + " ("
                + String.join(", ", key.stream().map(this::quote).toList()) + ")");
    }

    @Override
    public Optional<TargetTable> readTable(Handle handle, String table) throws SQLException {
        return new JdbcCatalogue(handle.getConnection()).table(table);
    }

    @Override
    public boolean isView(Handle handle, String name) throws SQLException {
        return new JdbcCatalogue(handle.getConnection()).isView(name);
    }

    @Override
    public List<String> tablesWithPrefix(Handle handle, String prefix) throws SQLException {
        return new JdbcCatalogue(handle.getConnection()).tablesWithPrefix(prefix);
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
        throw new UnsupportedOperationException("refused records are found by writing them");
    }

    @Override
    public List<String> widenColumn(String table, String column, Column from, ColumnType to) {
        throw new SchemaException("Column \"" + column + "\" would have to become " + to + ", and columns of " + product
                + " are not widened. Declare its type, or change it in the database.");
    }

    @Override
    public String commentOn(String table, String column, String text) {
        return "COMMENT ON COLUMN " + table(table) + "." + quote(column) + " IS " + literal(text);
    }

    @Override
    public String createTemporary(String table, List<String> definitions) {
        throw new UnsupportedOperationException("there is no portable temporary table");
    }

    @Override
    public List<String> merge(MergeSpec spec) {
        return JdbcMerge.upsert(spec);
    }

    @Override
    public List<String> insertNew(MergeSpec spec) {
        return JdbcMerge.insertNew(spec);
    }

    @Override
    public String valueOfLargest(String value, String by) {
        throw new SchemaException("KEEP_MAX is not there for " + product
                + ", whose SQL may lack what it needs. Keep the first or the last record of a key.");
    }

    @Override
    public RecordAppender appender(Connection connection, TableRef table, Schema schema, List<Integer> order)
            throws SQLException {
        List<TargetColumn> all = new JdbcCatalogue(connection)
                .table(table.name())
                .map(TargetTable::columns)
                .orElse(List.of());
        List<String> columns = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) != RecordAppender.NULL) {
                columns.add(all.get(i).name());
                sources.add(order.get(i));
            }
        }
        String insert = "INSERT INTO " + table(table.name()) + " ("
                + String.join(", ", columns.stream().map(this::quote).toList()) + ") VALUES ("
                + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
        return new JdbcAppender(connection, insert, columns, sources, schema);
    }

    @Override
    public SinkException translate(SQLException error, String doing, String where) {
        return JdbcErrors.translate(error, doing, where);
    }
}
