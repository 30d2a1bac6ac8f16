package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.RdsDatabase;

/**
 * What differs between databases in questions. Names are quoted, and values bound, by those who ask; so nothing here takes text
 * from a request. Thread-safe.
 */
public sealed interface QueryDialect permits DuckDbQueries, PostgresQueries, MariaDbQueries {
    /** The one of a database. */
    static QueryDialect of(RdsDatabase.Product product) {
        return switch (product) {
            case DUCKDB -> new DuckDbQueries();
            case POSTGRESQL -> new PostgresQueries();
            case MARIADB -> new MariaDbQueries();
        };
    }

    /** A parameter as a value of a type: numbers and booleans are bound as such, the rest as ISO text. */
    String parameter(ColumnType type);

    /** A column's value as it is compared and ordered: texts by their code points, whatever collation they have. */
    default String comparable(String column, Kind kind) {
        return column;
    }

    /** Equality to which two NULLs are equal. */
    default String same(String left, String right) {
        return left + " IS NOT DISTINCT FROM " + right;
    }

    /** Whether a text holds a part; both are expressions. */
    String contains(String text, String part);

    /** Whether a text begins so; both are expressions. */
    String startsWith(String text, String start);

    /** The begin of the stretch of time that a value is in: a date, or a date and time for hours. */
    String bucket(String column, Kind kind, Bucket bucket);

    /** The exact sum of integers or decimals, as a decimal; of doubles, as a double. */
    String sum(String column, ColumnType type);

    /** The average as a double, to order by. */
    default String average(String column) {
        return "avg(" + column + ")";
    }
}
