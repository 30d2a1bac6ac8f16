package io.github.leat.core.schema;

import io.github.leat.core.schema.ColumnType.Kind;
import java.util.Optional;

/** The narrowest type that holds the values of two types without loss. */
public final class TypeJoin {
    /** Digits of the largest LONG. */
    private static final int LONG_DIGITS = 19;

    private TypeJoin() {}

    /**
     * The type that both fit, TEXT if only text does; empty if the two have nothing in common but text, and the first one's
     * stored form is not the text that was read (days, times, truth values).
     */
    public static Optional<ColumnType> of(ColumnType stored, ColumnType read) {
        if (stored.equals(read) || stored.kind() == Kind.TEXT) {
            return Optional.of(stored);
        }
        if (!stored.isNumeric()) {
            return Optional.empty();
        }
        if (stored.kind() == Kind.DOUBLE) {
            return Optional.of(read.isNumeric() ? stored : ColumnType.TEXT);
        }
        if (stored.kind() == Kind.DECIMAL && read.kind() == Kind.LONG) {
            // 19 digits are rarely meant: a number that does not fit widens the column when it comes
            return Optional.of(stored);
        }
        if (read.kind() == Kind.DECIMAL) {
            return Optional.of(exact(stored, read));
        }
        return Optional.of(ColumnType.TEXT);
    }

    private static ColumnType exact(ColumnType a, ColumnType b) {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(wholeDigits(a), wholeDigits(b));
        return whole + scale <= ColumnType.MAX_PRECISION ? ColumnType.decimal(whole + scale, scale) : ColumnType.TEXT;
    }

    private static int wholeDigits(ColumnType type) {
        return type.kind() == Kind.LONG ? LONG_DIGITS : type.precision() - type.scale();
    }
}
