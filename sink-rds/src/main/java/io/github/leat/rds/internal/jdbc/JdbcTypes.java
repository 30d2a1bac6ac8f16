package io.github.leat.rds.internal.jdbc;

import io.github.leat.core.schema.ColumnType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database's types as its driver lists them ({@link DatabaseMetaData#getTypeInfo}), and ours. Immutable.
 *
 * <p>What the database has no type for is kept as text: instants where it has no time zones, numbers of more digits.
 */
final class JdbcTypes {
    /** Longest text that is kept as VARCHAR, which takes part in keys, rather than as a large object. */
    private static final int MIN_VARCHAR = 30_000;

    private static final int LONG_DIGITS = 19;

    private final Map<Integer, Named> byCode;

    /** @param precision largest length or number of digits */
    private record Named(String name, int precision) {}

    private JdbcTypes(Map<Integer, Named> byCode) {
        this.byCode = byCode;
    }

    static JdbcTypes of(DatabaseMetaData database) throws SQLException {
        Map<Integer, Named> found = new HashMap<>();
        try (ResultSet types = database.getTypeInfo()) {
            while (types.next()) {
                found.putIfAbsent(
                        types.getInt("DATA_TYPE"), new Named(types.getString("TYPE_NAME"), types.getInt("PRECISION")));
            }
        }
        return new JdbcTypes(Map.copyOf(found));
    }

    String nameOf(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> first(List.of(Types.BOOLEAN, Types.BIT, Types.TINYINT), "SMALLINT");
            case LONG -> first(List.of(Types.BIGINT), "DECIMAL(" + LONG_DIGITS + ",0)");
            case DECIMAL -> isTooPrecise(type) ? text() : "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case DOUBLE -> first(List.of(Types.DOUBLE, Types.FLOAT), "DOUBLE PRECISION");
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIMESTAMP -> "TIMESTAMP(6)";
            case TIMESTAMP_TZ ->
                byCode.containsKey(Types.TIMESTAMP_WITH_TIMEZONE) ? "TIMESTAMP(6) WITH TIME ZONE" : text();
            case TEXT -> text();
        };
    }

    private boolean isTooPrecise(ColumnType type) {
        Named decimal = byCode.get(Types.DECIMAL);
        return decimal != null && decimal.precision() > 0 && type.precision() > decimal.precision();
    }

    private String first(List<Integer> codes, String otherwise) {
        for (int code : codes) {
            Named type = byCode.get(code);
            if (type != null) {
                return type.name();
            }
        }
        return otherwise;
    }

    private String text() {
        Named varchar = byCode.get(Types.VARCHAR);
        if (varchar != null && varchar.precision() >= MIN_VARCHAR) {
            return "VARCHAR(" + varchar.precision() + ")";
        }
        return first(List.of(Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB), "VARCHAR(4000)");
    }

    /** What a column's fields are read as; empty where it holds no text. */
    static Optional<ColumnType> typeOf(int code, int size, int scale) {
        return switch (code) {
            case Types.BOOLEAN, Types.BIT -> Optional.of(ColumnType.BOOLEAN);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(ColumnType.LONG);
            case Types.DECIMAL, Types.NUMERIC ->
                Optional.of(
                        size >= 1 && size <= ColumnType.MAX_PRECISION && scale >= 0 && scale <= size
                                ? ColumnType.decimal(size, scale)
                                : ColumnType.TEXT);
            case Types.FLOAT, Types.REAL, Types.DOUBLE -> Optional.of(ColumnType.DOUBLE);
            case Types.DATE -> Optional.of(ColumnType.DATE);
            case Types.TIME -> Optional.of(ColumnType.TIME);
            case Types.TIMESTAMP -> Optional.of(ColumnType.TIMESTAMP);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ColumnType.TIMESTAMP_TZ);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Optional.of(ColumnType.TEXT);
            default -> Optional.empty();
        };
    }

    /** A type with its length or digits where it has them, as SQL takes it. */
    static String nativeName(String name, int code, int size, int scale) {
        boolean isComplete = name.contains("(");
        return switch (code) {
            case Types.DECIMAL, Types.NUMERIC ->
                isComplete || size <= 0 ? name : name + "(" + size + "," + Math.max(0, scale) + ")";
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR ->
                isComplete || size <= 0 ? name : name + "(" + size + ")";
            default -> name;
        };
    }
}
