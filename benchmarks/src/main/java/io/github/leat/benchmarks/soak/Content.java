package io.github.leat.benchmarks.soak;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds, whatever order its rows are in and however its database writes numbers. Immutable.
 *
 * @param rows how many
 * @param sum of all rows' hashes, so that a doubled row and a lost one do not cancel each other out
 */
record Content(long rows, long sum) {
    static final Content EMPTY = new Content(0, 0);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final long PRIME = 0x100000001B3L;

    /** With one row more: the texts of its columns. NULL and the empty text are taken as the same, as in CSV. */
    Content plus(List<@Nullable String> row) {
        long hash = 0xCBF29CE484222325L;
        for (String value : row) {
            String text = canonical(value);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            hash = (hash ^ 0xFFFF) * PRIME;
        }
        hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
        return new Content(rows + 1, sum + (hash ^ (hash >>> 32)));
    }

    private static String canonical(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return NUMBER.matcher(value).matches()
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    @Override
    public String toString() {
        return rows + " rows (" + Long.toHexString(sum) + ")";
    }
}
