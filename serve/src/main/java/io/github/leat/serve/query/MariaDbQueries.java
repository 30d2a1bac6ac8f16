package io.github.leat.serve.query;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;

/** MariaDB and MySQL: texts are compared by code points, instants are kept as a date and time of UTC. */
final class MariaDbQueries implements QueryDialect {
    private static final String BY_CODE_POINT = " USING utf8mb4) COLLATE utf8mb4_bin";

    @Override
    public String parameter(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, LONG, DOUBLE, DECIMAL -> "?";
            case DATE -> "CAST(? AS DATE)";
            case TIME -> "CAST(? AS TIME(6))";
            case TIMESTAMP -> "CAST(? AS DATETIME(6))";
            // Z is no part of a date and time there
            case TIMESTAMP_TZ -> "CAST(REPLACE(?, 'Z', '') AS DATETIME(6))";
            case TEXT -> "CONVERT(?" + BY_CODE_POINT;
        };
    }

    @Override
    public String comparable(String column, Kind kind) {
        return kind == Kind.TEXT ? "CONVERT(" + column + BY_CODE_POINT : column;
    }

    @Override
    public String same(String left, String right) {
        return left + " <=> " + right;
    }

    @Override
    public String contains(String text, String part) {
        return "LOCATE(" + part + ", " + text + ") > 0";
    }

    @Override
    public String startsWith(String text, String start) {
        return "LOCATE(" + start + ", " + text + ") = 1";
    }

    @Override
    public String bucket(String column, Kind kind, Bucket bucket) {
        return switch (bucket) {
            case YEAR -> "CAST(DATE_FORMAT(" + column + ", '%Y-01-01') AS DATE)";
            case QUARTER -> "CAST(CONCAT(YEAR(" + column + "), '-', QUARTER(" + column + ") * 3 - 2, '-1') AS DATE)";
            case MONTH -> "CAST(DATE_FORMAT(" + column + ", '%Y-%m-01') AS DATE)";
            case WEEK -> "DATE(" + column + ") - INTERVAL WEEKDAY(" + column + ") DAY";
            case DAY -> "DATE(" + column + ")";
            case HOUR -> "CAST(DATE_FORMAT(" + column + ", '%Y-%m-%d %H:00:00') AS DATETIME)";
        };
    }

    @Override
    public String sum(String column, ColumnType type) {
        return "sum(" + column + ")";
    }
}
