package io.github.leat.rds.internal;

import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Privileges;
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

/**
 * What differs between databases: names of types, DDL, the catalogue, the merge, the fast way in, the errors.
 *
 * <p>Every name that goes into SQL goes through {@link #quote}, every text through {@link #literal}. Thread-safe.
 */
public interface Dialect extends Transactions {
    /** The database's name, as its driver gives it. */
    String product();

    /** What the load must know; the cost unit is {@link CostUnit#RECORDS}. */
    SinkTraits traits();

    /** A name as SQL takes it, whatever characters it has. */
    String quote(String identifier);

    /** A text as SQL takes it, whatever characters it has. */
    String literal(String text);

    /** A table as SQL names it, in its schema where the dialect knows one. */
    default String table(String name) {
        return quote(name);
    }

    /** A name as the database keeps it: within its length, distinct for distinct names. */
    default String identifier(String name) {
        return name;
    }

    /** This dialect bound to the schema of a table, as a connection finds it, and the table's plain name. */
    default Located locate(Handle handle, String table) throws SQLException {
        return new Located(this, table);
    }

    /**
     * A table that was found, or the place where it would be created.
     *
     * @param dialect names tables in the table's schema
     * @param table the plain name
     */
    record Located(Dialect dialect, String table) {}

    /** The expression of a table's name that is equal for equal tables; case tells none apart by default. */
    default String tableKey(String expression) {
        return "lower(" + expression + ")";
    }

    /**
     * The comments on a table's columns, by the columns' names.
     *
     * @param table as {@link #readTable} has named it
     */
    default Map<String, String> comments(Handle handle, String table) throws SQLException {
        return Map.of();
    }

    /**
     * What tells the rows of a table apart, for a query that calls the table {@code t}; empty where nothing does.
     *
     * @param table as {@link #readTable} has named it
     */
    default Optional<RowIdentity> identity(Handle handle, TargetTable table) throws SQLException {
        return Optional.empty();
    }

    /** The condition on the ledger's row of a source and a table, the statement's next two parameters. */
    default String ledgerRow() {
        return "source = ? AND " + tableKey("target_table") + " = " + tableKey("?");
    }

    /**
     * Creates the ledger unless it is there.
     *
     * @param columns definitions of its columns
     */
    default String createLedger(String ledger, List<String> columns) {
        return "CREATE TABLE IF NOT EXISTS " + table(ledger) + " (" + String.join(", ", columns)
                + ", PRIMARY KEY (source, target_table))";
    }

    /** The type of those of the ledger's columns that are its key. */
    default String ledgerKeyType() {
        return typeName(ColumnType.TEXT);
    }

    /** What ends a query of which only the first rows are wanted. */
    default String firstRows(long rows) {
        return " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** What follows the columns of a new table. */
    default String tableOptions() {
        return "";
    }

    /**
     * A column of a new table, or a new column.
     *
     * @param comment for people; empty for none
     */
    default String definition(Column column, String type, String comment) {
        return quote(column.sqlName()) + " " + type;
    }

    /** Whether {@link #definition} says the comment, so that {@link #commentOn} is not asked. */
    default boolean commentsInDefinition() {
        return false;
    }

    /** Adds a column as {@link #definition} writes it. */
    default String addColumn(String table, String definition) {
        return "ALTER TABLE " + table(table) + " ADD COLUMN " + definition;
    }

    /** The type that stores a column's values. */
    String typeName(ColumnType type);

    /** The type of a staged column, which goes to a slot of the target later. */
    default String stageType(Slot slot, ColumnType type) {
        return typeName(type);
    }

    /** Whether a column of a staging table that is there is what {@link #stageType} asks for. */
    default boolean isStaged(TargetColumn found, Slot slot, ColumnType type) {
        return found.nativeType().equals(stageType(slot, type));
    }

    /**
     * Creates a staging table; in order, to be run in one transaction.
     *
     * @param number name of the column of record numbers, the last one
     */
    default List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        List<String> definitions = new ArrayList<>();
        columns.forEach(column -> definitions.add(quote(column.name()) + " " + column.type()));
        definitions.add(quote(number) + " BIGINT NOT NULL");
        return List.of("CREATE TABLE " + table(stage) + " (" + String.join(", ", definitions) + ")");
    }

    /** Connections over which a load of many records may go at once, the first included. */
    default int copiesAtOnce() {
        return 1;
    }

    /** Whether loads may have companions, so that the ledger has a column for what those commit ahead. */
    default boolean commitsAhead() {
        return false;
    }

    /**
     * Whether an appender finds the records that the table refuses itself, and {@link #createStage} keeps the target's rules,
     * so that nothing is to be asked before.
     */
    default boolean findsRefusals() {
        return false;
    }

    /** What makes the key of a new table unique, where a merge needs that. */
    default Optional<String> uniqueKey(String table, List<String> columns) {
        return Optional.empty();
    }

    /**
     * What a user needs for a load; empty where the database has no users, or it is not known.
     *
     * @param grantee who is to load; empty: who is connected
     */
    default Optional<Privileges> privileges(Handle handle, Work work, Optional<String> grantee) throws SQLException {
        return Optional.empty();
    }

    /** A table, or empty if there is none of this name. */
    Optional<TargetTable> readTable(Handle handle, String table) throws SQLException;

    /** Whether a view has this name. */
    boolean isView(Handle handle, String name) throws SQLException;

    /** Names of the tables that begin with a prefix. */
    List<String> tablesWithPrefix(Handle handle, String prefix) throws SQLException;

    /** Whether the user may read all columns of a table that is there. */
    default boolean isReadable(Handle handle, String table) throws SQLException {
        return true;
    }

    /** About how many rows a table has, by what the database knows without reading it; empty if it does not. */
    default OptionalLong estimatedRows(Handle handle, String table) throws SQLException {
        return OptionalLong.empty();
    }

    /** Whether {@link #appender} can write a type into a column of a native type as it is. */
    boolean takes(String nativeType, ColumnType type);

    /** Whether storing a value under a native type may round or reshape it without that being an error. */
    boolean storesLoosely(String nativeType);

    /** The expression that is NULL where a value cannot be of a native type. */
    String tryCast(String expression, String nativeType);

    /**
     * Changes a column's type; values become what writing them in the column's format gives, where the new type is TEXT. In
     * order.
     */
    List<String> widenColumn(String table, String column, Column from, ColumnType to);

    /** Describes a column for people who look into the catalogue. */
    String commentOn(String table, String column, String text);

    /** Creates a table for the time of a connection. */
    String createTemporary(String table, List<String> definitions);

    /**
     * DDL that a staging table needs before {@link #deduplicate}, {@link #merge} and {@link #insertNew}; in order.
     *
     * @param key unquoted names of its key columns, not empty
     */
    default List<String> prepareStage(Handle handle, String stage, List<String> key) throws SQLException {
        return List.of();
    }

    /** How a table is replaced by another that takes its name; empty where its rows are deleted and inserted. */
    default Optional<Swap> swap(Handle handle, String table, String stage) throws SQLException {
        return Optional.empty();
    }

    /**
     * A replacement by renaming.
     *
     * @param filled plain name of the table that takes the records
     * @param before DDL that makes it, in order
     * @param after DDL that puts it in the place of the old one, in order
     */
    record Swap(String filled, List<String> before, List<String> after) {}

    /** Whether a table may be merged into by a unique key; not where a clash with another index would be taken for one with it. */
    default boolean mergesByKey(String table) {
        return true;
    }

    /** Updates or inserts by key, null-safe; in order, to be run in one transaction. */
    List<String> merge(MergeSpec spec);

    /**
     * The SQL state of a merge by a unique key that meets two staged records of one key, where the dialect has savepoints to try
     * it; empty where duplicates are to be removed before. Its last statement counts all staged records then, inserted or
     * updated.
     */
    default Optional<String> duplicateState() {
        return Optional.empty();
    }

    /** How what a load changes is kept and put back; empty where it cannot be. */
    default Optional<UndoSql> undo() {
        return Optional.empty();
    }

    /** The condition that the key of a row {@code t} is that of a staged record {@code s}, null-safe. */
    default String matches(List<String> keyColumns, List<String> keyValues) {
        List<String> match = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
            match.add("t." + keyColumns.get(i) + " IS NOT DISTINCT FROM " + keyValues.get(i));
        }
        return String.join(" AND ", match);
    }

    /** Inserts what is not there by key, null-safe; in order, the last one counts the inserted rows. */
    default List<String> insertNew(MergeSpec spec) {
        return List.of("INSERT INTO " + spec.target() + " (" + String.join(", ", spec.columns()) + ") SELECT "
                + String.join(", ", spec.values()) + " FROM " + spec.stage() + " AS s WHERE NOT EXISTS (SELECT 1 FROM "
                + spec.target() + " AS t WHERE " + matches(spec.keyColumns(), spec.keyValues()) + ")");
    }

    /**
     * Removes all staged records of a key but the one to keep. All names are quoted.
     *
     * @param kept the aggregate that gives the number of the one to keep
     */
    default String deduplicate(String stage, List<String> key, String number, String kept) {
        return "DELETE FROM " + stage + " WHERE " + number + " NOT IN (SELECT " + kept + " FROM " + stage + " GROUP BY "
                + String.join(", ", key) + ")";
    }

    /** The aggregate that gives {@code value} where {@code by} is largest; NULL is smallest; of equals the largest value. */
    String valueOfLargest(String value, String by);

    /**
     * Opens the fast way into a table.
     *
     * @param schema the batches' columns
     * @param order for each of the table's columns the index of the batch's column, or one of the constants of {@link
     *     RecordAppender}
     */
    RecordAppender appender(Connection connection, TableRef table, Schema schema, List<Integer> order)
            throws SQLException;

    /**
     * What an error means to a load.
     *
     * @param doing what was tried, such as {@code commit}
     * @param where name of the sink
     */
    SinkException translate(SQLException error, String doing, String where);
}
