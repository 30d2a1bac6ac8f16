package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;

/** DuckDB: compares texts by their bytes. */
final class DuckDbQueries implements QueryDialect {
    @Override
    public String parameter(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, LONG, DOUBLE, DECIMAL -> "?";
            case DATE -> "CAST(? AS DATE)";
            case TIME -> "CAST(? AS TIME)";
            case TIMESTAMP -> "CAST(? AS TIMESTAMP)";
            case TIMESTAMP_TZ -> "CAST(? AS TIMESTAMP WITH TIME ZONE)";
            case TEXT -> "CAST(? AS VARCHAR)";
        };
    }

    @Override
    public String comparable(String column, Kind kind) {
        return kind == Kind.TEXT ? "CAST(" + column + " AS VARCHAR)" : column;
    }

    @Override
    public String contains(String text, String part) {
        return "contains(" + text + ", " + part + ")";
    }

    @Override
    public String startsWith(String text, String start) {
        return "starts_with(" + text + ", " + start + ")";
    }

    @Override
    public String bucket(String column, Kind kind, Bucket bucket) {
        // a cast would use the time zone of the session
        String local = kind == Kind.TIMESTAMP_TZ ? "make_timestamp(epoch_us(" + column + "))" : column;
        String start = "date_trunc('" + bucket.text() + "', " + local + ")";
        return "CAST(" + start + " AS " + (bucket == Bucket.HOUR ? "TIMESTAMP" : "DATE") + ")";
    }

    @Override
    public String sum(String column, ColumnType type) {
        return type.kind() == Kind.LONG ? "CAST(sum(" + column + ") AS DECIMAL(38,0))" : "sum(" + column + ")";
    }
}
