package io.github.leat.rds.internal;

import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.rds.RowIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** DuckDB, one file and one process. Figures and traps: {@code docs/duckdb.md}. */
public final class DuckDbDialect implements Dialect {
    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 16, 8L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);

    @Override
    public String product() {
        return "DuckDB";
    }

    @Override
    public SinkTraits traits() {
        return TRAITS;
    }

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public String typeName(ColumnType type) {
        return DuckDbTypes.nameOf(type);
    }

    @Override
    public Optional<TargetTable> readTable(Handle handle, String table) {
        return new DuckDbCatalogue(handle).table(table);
    }

    @Override
    public boolean isView(Handle handle, String name) {
        return new DuckDbCatalogue(handle).isView(name);
    }

    @Override
    public Map<String, String> comments(Handle handle, String table) {
        return new DuckDbCatalogue(handle).comments(table);
    }

    @Override
    public Optional<RowIdentity> identity(Handle handle, TargetTable table) {
        return Optional.of(new RowIdentity(
                "t.rowid", "CAST(t.rowid AS VARCHAR)", "CAST(? AS BIGINT)", "0|[1-9][0-9]{0,17}", true));
    }

    @Override
    public List<String> tablesWithPrefix(Handle handle, String prefix) {
        return new DuckDbCatalogue(handle).tablesWithPrefix(prefix);
    }

    @Override
    public OptionalLong estimatedRows(Handle handle, String table) {
        return new DuckDbCatalogue(handle).estimatedRows(table);
    }

    @Override
    public boolean takes(String nativeType, ColumnType type) {
        return nativeType.equals(typeName(type));
    }

    @Override
    public boolean storesLoosely(String nativeType) {
        return DuckDbTypes.isLoose(nativeType);
    }

    @Override
    public String tryCast(String expression, String nativeType) {
        return "TRY_CAST(" + expression + " AS " + nativeType + ")";
    }

    @Override
    public List<String> widenColumn(String table, String column, Column from, ColumnType to) {
        String alter = "ALTER TABLE " + quote(table) + " ALTER COLUMN " + quote(column) + " TYPE " + typeName(to);
        return List.of(
                to.kind() == ColumnType.Kind.TEXT
                        ? alter + " USING " + DuckDbTypes.textOf(quote(column), from)
                        : alter);
    }

    @Override
    public String commentOn(String table, String column, String text) {
        return "COMMENT ON COLUMN " + quote(table) + "." + quote(column) + " IS " + literal(text);
    }

    @Override
    public String createTemporary(String table, List<String> definitions) {
        return "CREATE OR REPLACE TEMP TABLE " + quote(table) + " (" + String.join(", ", definitions) + ")";
    }

    /** Updates are kept in memory until the commit, deletions are a bit per row: whole rows are deleted and inserted again. */
    @Override
    public List<String> merge(MergeSpec spec) {
        String sameKey = matches(spec.keyColumns(), spec.keyValues());
        String columns = String.join(", ", spec.columns());
        String values = String.join(", ", spec.values());
        if (spec.isWholeRow()) {
            return List.of(
                    "DELETE FROM " + spec.target() + " AS t WHERE EXISTS (SELECT 1 FROM " + spec.stage()
                            + " AS s WHERE " + sameKey + ")",
                    "INSERT INTO " + spec.target() + " (" + columns + ") SELECT " + values + " FROM " + spec.stage()
                            + " AS s");
        }
        List<String> updates = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            if (!spec.keyColumns().contains(spec.columns().get(i))) {
                updates.add(spec.columns().get(i) + " = " + spec.values().get(i));
            }
        }
        return List.of("MERGE INTO " + spec.target() + " AS t USING " + spec.stage() + " AS s ON (" + sameKey + ")"
                + (updates.isEmpty()
                        ? " WHEN MATCHED THEN DO NOTHING"
                        : " WHEN MATCHED THEN UPDATE SET " + String.join(", ", updates))
                + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES (" + values + ")");
    }

    @Override
    public Optional<UndoSql> undo() {
        return Optional.of(new DuckDbUndo(this));
    }

    @Override
    public String valueOfLargest(String value, String by) {
        return "max_by(" + value + ", row(" + by + " IS NOT NULL, " + by + ", " + value + "))";
    }

    @Override
    public RecordAppender appender(Connection connection, TableRef table, Schema schema, List<Integer> order)
            throws SQLException {
        return new DuckDbAppender(connection, table, schema, order);
    }

    @Override
    public SinkException translate(SQLException error, String doing, String where) {
        return DuckDbErrors.translate(error, doing, where);
    }
}
