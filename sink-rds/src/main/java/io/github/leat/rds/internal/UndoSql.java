package io.github.leat.rds.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What differs between databases in keeping what a load changes and in putting it back, in one transaction: with the DDL that this
 * takes, or, where DDL commits, with this before and after it. Thread-safe.
 */
public interface UndoSql {
    /** Why a table's changes could not be taken back, as the rest of a sentence that begins with the table; empty if they can. */
    default Optional<String> obstacle(Handle handle, String table) throws SQLException {
        return Optional.empty();
    }

    /** The condition that a row {@code t} of the target is one that the merge of these staged records finds by its key. */
    String isStaged(MergeSpec spec);

    /** What ends a query within an INSERT so that nobody else changes the rows that it reads, where reading does not see to that. */
    default String forUpdate() {
        return "";
    }

    /** Keeps others from changing a table's rows till the end of the transaction, where the database does not see to that. */
    default Optional<String> lockRows(String table) {
        return Optional.empty();
    }

    /** Expressions that are the same for the same values in some columns of a row, and can be hashed; by {@link #sameKey}. */
    List<String> rowKey(List<TargetColumn> columns, String alias);

    /** What stands between two of these expressions. */
    default String sameKey() {
        return " = ";
    }

    /** The columns that tell where a row is, during a statement; empty where nothing does. */
    default List<String> rowPlace() {
        return List.of();
    }

    /** The sum, over all rows, of a hash of the values in some columns. */
    String sumOfHashes(List<TargetColumn> columns, String alias);

    /** The {@link #isStaged} of a merge that looks for a row of the staging table for each of the target's. */
    static String hasStaged(Dialect dialect, MergeSpec spec) {
        return "EXISTS (SELECT 1 FROM " + spec.stage() + " AS s WHERE "
                + dialect.matches(spec.keyColumns(), spec.keyValues()) + ")";
    }
}
