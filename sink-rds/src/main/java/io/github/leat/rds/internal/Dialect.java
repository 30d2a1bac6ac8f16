package io.github.leat.rds.internal;

import io.github.leat.core.SinkException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.SinkTraits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What differs between databases: names of types, DDL, the catalogue, the merge, the fast way in, the errors.
 *
 * <p>Every name that goes into SQL goes through {@link #quote}, every text through {@link #literal}. Thread-safe.
 */
public interface Dialect {
    /** The database's name, as its driver gives it. */
    String product();

    /** What the load must know; the cost unit is {@link CostUnit#RECORDS}. */
    SinkTraits traits();

    /** A name as SQL takes it, whatever characters it has. */
    String quote(String identifier);

    /** A text as SQL takes it, whatever characters it has. */
    String literal(String text);

    /** The type that stores a column's values. */
    String typeName(ColumnType type);

    /** A table, or empty if there is none of this name. */
    Optional<TargetTable> readTable(Handle handle, String table);

    /** Whether a view has this name. */
    boolean isView(Handle handle, String name);

    /** Names of the tables that begin with a prefix. */
    List<String> tablesWithPrefix(Handle handle, String prefix);

    /** Whether {@link #appender} can write a type into a column of a native type as it is. */
    boolean takes(String nativeType, ColumnType type);

    /** Whether storing a value under a native type may round or reshape it without that being an error. */
    boolean storesLoosely(String nativeType);

    /** The expression that is NULL where a value cannot be of a native type. */
    String tryCast(String expression, String nativeType);

    /** Changes a column's type; values become what writing them in the column's format gives, where the new type is TEXT. */
    String widenColumn(String table, String column, Column from, ColumnType to);

    /** Describes a column for people who look into the catalogue. */
    String commentOn(String table, String column, String text);

    /** Creates a table for the time of a connection. */
    String createTemporary(String table, List<String> definitions);

    /** Updates or inserts by key, null-safe; in order, to be run in one transaction. */
    List<String> merge(MergeSpec spec);

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
