package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;

/** PostgreSQL: texts are compared by code points in the collation "C". */
final class PostgresQueries implements QueryDialect {
    @Override
    public String parameter(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, LONG, DOUBLE, DECIMAL -> "?";
            case DATE -> "CAST(? AS date)";
            case TIME -> "CAST(? AS time)";
            case TIMESTAMP -> "CAST(? AS timestamp)";
            case TIMESTAMP_TZ -> "CAST(? AS timestamptz)";
            case TEXT -> "CAST(? AS text)";
        };
    }

    @Override
    public String comparable(String column, Kind kind) {
        return kind == Kind.TEXT ? "CAST(" + column + " AS text) COLLATE \"C\"" : column;
    }

    @Override
    public String contains(String text, String part) {
        return "strpos(" + text + ", " + part + ") > 0";
    }

    @Override
    public String startsWith(String text, String start) {
        return "starts_with(" + text + ", " + start + ")";
    }

    @Override
    public String bucket(String column, Kind kind, Bucket bucket) {
        String local =
                kind == Kind.TIMESTAMP_TZ ? "(" + column + " AT TIME ZONE 'UTC')" : "CAST(" + column + " AS timestamp)";
        String start = "date_trunc('" + bucket.text() + "', " + local + ")";
        return bucket == Bucket.HOUR ? start : "CAST(" + start + " AS date)";
    }

    @Override
    public String sum(String column, ColumnType type) {
        return type.kind() == Kind.DOUBLE ? "sum(" + column + ")" : "CAST(sum(" + column + ") AS numeric)";
    }
}
