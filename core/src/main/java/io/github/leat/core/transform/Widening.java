package io.github.leat.core.transform;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import java.util.Optional;

/**
 * The narrowest type that holds what a column held so far and one more text, without loss.
 *
 * <p>LONG widens to DECIMAL, DECIMAL to a larger one, everything to TEXT where the values already stored print as they were
 * read. A column whose texts have a form of their own ({@code dd MMMM yyyy}, {@code yes/no}) cannot: its stored values no
 * longer know their text.
 */
public final class Widening {
    private Widening() {}

    /** The wider column; empty if there is none. */
    public static Optional<Column> widen(Column column, ByteSlice text) {
        if (column.format().isPresent()) {
            return Optional.empty();
        }
        ColumnType type = column.type();
        byte[] b = text.array();
        int from = text.offset();
        int to = from + text.length();
        if ((type.kind() == ColumnType.Kind.LONG || type.kind() == ColumnType.Kind.DECIMAL)
                && NumberText.isDecimal(b, from, to, ColumnType.MAX_PRECISION, scaleOf(b, from, to), true)) {
            int scale = Math.max(type.scale(), scaleOf(b, from, to));
            int whole = Math.max(
                    type.kind() == ColumnType.Kind.LONG ? 19 : type.precision() - type.scale(), wholeOf(b, from, to));
            if (whole + scale <= ColumnType.MAX_PRECISION) {
                return Optional.of(column.withType(ColumnType.decimal(whole + scale, scale)));
            }
        }
        return type.kind() == ColumnType.Kind.TEXT ? Optional.empty() : Optional.of(column.withType(ColumnType.TEXT));
    }

    private static int scaleOf(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '.') {
                return Math.min(to - i - 1, ColumnType.MAX_PRECISION);
            }
        }
        return 0;
    }

    private static int wholeOf(byte[] b, int from, int to) {
        int digits = 0;
        for (int i = from; i < to && b[i] != '.'; i++) {
            digits += b[i] == '-' ? 0 : 1;
        }
        return digits;
    }
}
