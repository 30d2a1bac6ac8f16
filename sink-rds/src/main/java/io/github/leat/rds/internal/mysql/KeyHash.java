package io.github.leat.rds.internal.mysql;

import java.util.List;

/**
 * A hash over the key: what makes keys comparable that are texts of any length and may have NULL parts, where an index takes
 * 3,072 bytes at most (InnoDB, "Limits") and counts no two NULLs as equal.
 *
 * <p>Each part is written as its length in bytes and its text, NULL as {@code n}, so that no two keys are written alike.
 */
final class KeyHash {
    /** The hidden column and its index. */
    static final String COLUMN = "_leat_key";

    /** The staging table's column that is 1 where the key was found in the target. */
    static final String FOUND = "_leat_found";

    /** Longest comment of a column in characters (MySQL 8.4, "CREATE TABLE"). */
    private static final int MAX_COMMENT = 1_024;

    private KeyHash() {}

    /** @param columns quoted */
    static String of(List<String> columns) {
        List<String> parts = columns.stream()
                .map(column -> "IFNULL(CONCAT(LENGTH(" + column + "), ':', " + column + "), 'n')")
                .toList();
        return "UNHEX(SHA2(CONCAT(" + String.join(", ", parts) + "), 256))";
    }

    /** What a target's hidden column says of itself, so that it is known over which columns it goes. */
    static String comment(List<String> columns) {
        return "key of leat over " + String.join(", ", columns);
    }

    static boolean fits(List<String> columns) {
        return comment(columns).length() <= MAX_COMMENT;
    }
}
