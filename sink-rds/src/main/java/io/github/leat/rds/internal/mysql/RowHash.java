package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.TargetColumn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A hash over all values of a row, equal for rows that are the same to the last byte: whatever its collation, a text is no other
 * one, and no number is rounded.
 *
 * <p>Texts go in by hashes of their own, so that no row is too long for a statement, which would make the whole NULL.
 */
final class RowHash {
    /** Types whose text is short, and says all. */
    private static final Set<String> SHORT = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "double",
            "date",
            "time",
            "datetime",
            "timestamp",
            "year");

    private static final int DIGITS_OF_64_BITS = 16;

    private RowHash() {}

    static String of(List<TargetColumn> columns, String alias) {
        return "UNHEX(" + hex(columns, alias) + ")";
    }

    /** The sum of the first 64 bits of all hashes; NULL without any. */
    static String sum(List<TargetColumn> columns, String alias) {
        return "SUM(CAST(CONV(LEFT(" + hex(columns, alias) + ", " + DIGITS_OF_64_BITS + "), 16, 10) AS UNSIGNED))";
    }

    private static String hex(List<TargetColumn> columns, String alias) {
        return "SHA2(CONCAT("
                + columns.stream().map(column -> part(column, alias)).collect(Collectors.joining(", ")) + "), 256)";
    }

    private static String part(TargetColumn column, String alias) {
        String value = alias + "." + Identifiers.quote(column.name());
        String type = column.nativeType().split("[ (]", 2)[0];
        if (type.equals("float")) {
            // as a text it has six digits, of the nine that tell one from the next
            value = "CAST(" + value + " AS DOUBLE)";
        } else if (!SHORT.contains(type)) {
            return "IFNULL(SHA2(" + value + ", 256), 'n')";
        }
        return "IFNULL(CONCAT(LENGTH(" + value + "), ':', " + value + "), 'n')";
    }
}
