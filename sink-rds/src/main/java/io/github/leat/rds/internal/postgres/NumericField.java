package io.github.leat.rds.internal.postgres;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The binary form of numeric: count of base-10000 digits, weight of the first, sign, scale for display, digits ({@code
 * numeric_recv}, PostgreSQL 17).
 *
 * <p>Numbers of at most 18 digits are cut into groups from the long that conforming decoded, without a BigDecimal.
 */
final class NumericField {
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xc000;
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int HEADER_BYTES = 8;
    /** Digits before and after the point that a numeric may have (PostgreSQL 17, "Numeric Types"). */
    private static final int MAX_WHOLE = 131_072;

    private static final int MAX_SCALE = 16_383;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private NumericField() {}

    static FieldWriter of(Attribute attribute, ColumnType type) {
        if (type.kind() == Kind.DECIMAL && type.precision() <= ColumnType.MAX_LONG_PRECISION) {
            int scale = type.scale();
            return (cursor, column, out) -> put(cursor.getUnscaled(column), scale, out);
        }
        if (type.kind() == Kind.LONG || type.kind() == Kind.DECIMAL) {
            return (cursor, column, out) -> put(cursor.getDecimal(column), out);
        }
        return (cursor, column, out) -> putText(cursor, column, attribute, out);
    }

    /** {@code unscaled} of at most 18 digits. */
    static void put(long unscaled, int scale, CopyBuffer out) {
        long magnitude = Math.abs(unscaled);
        long whole = magnitude / POWERS[scale];
        long fraction = magnitude % POWERS[scale];
        int wholeGroups = groups(whole);
        int fractionGroups = fraction == 0 ? 0 : (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        header(wholeGroups + fractionGroups, wholeGroups - 1, unscaled < 0 ? NEGATIVE : POSITIVE, scale, out);
        for (int group = wholeGroups - 1; group >= 0; group--) {
            out.putShort((int) (whole / POWERS[group * BASE_DIGITS] % BASE));
        }
        int rest = scale;
        for (int group = 0; group < fractionGroups; group++) {
            if (rest >= BASE_DIGITS) {
                rest -= BASE_DIGITS;
                out.putShort((int) (fraction / POWERS[rest]));
                fraction %= POWERS[rest];
            } else {
                out.putShort((int) (fraction * POWERS[BASE_DIGITS - rest]));
            }
        }
    }

    private static int groups(long whole) {
        int groups = 0;
        for (long rest = whole; rest > 0; rest /= BASE) {
            groups++;
        }
        return groups;
    }

    private static void header(int groups, int weight, int sign, int scale, CopyBuffer out) {
        out.putInt(HEADER_BYTES + 2 * groups);
        out.putShort(groups);
        out.putShort(weight);
        out.putShort(sign);
        out.putShort(scale);
    }

    static void put(BigDecimal value, CopyBuffer out) {
        int scale = Math.max(0, value.scale());
        BigInteger unscaled = value.setScale(scale).unscaledValue();
        String digits = unscaled.abs().toString();
        int wholeDigits = Math.max(0, digits.length() - scale);
        int wholeGroups = (wholeDigits + BASE_DIGITS - 1) / BASE_DIGITS;
        int fractionGroups = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        String aligned = "0".repeat(wholeGroups * BASE_DIGITS - wholeDigits)
                + (digits.length() < scale ? "0".repeat(scale - digits.length()) : "")
                + digits
                + "0".repeat(fractionGroups * BASE_DIGITS - scale);
        header(wholeGroups + fractionGroups, wholeGroups - 1, unscaled.signum() < 0 ? NEGATIVE : POSITIVE, scale, out);
        for (int at = 0; at < aligned.length(); at += BASE_DIGITS) {
            out.putShort(Integer.parseInt(aligned, at, at + BASE_DIGITS, 10));
        }
    }

    private static void putText(RecordCursor cursor, int column, Attribute attribute, CopyBuffer out) throws Unfit {
        String text = cursor.getString(column).strip();
        if (text.equalsIgnoreCase("NaN")) {
            header(0, 0, NAN, 0, out);
            return;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Unfit(
                    RejectCode.CONVERSION,
                    Excerpt.of(text) + " is not a number, the type of column \"" + attribute.name()
                            + "\" in the table.");
        }
        if ((long) value.precision() - value.scale() > MAX_WHOLE || value.scale() > MAX_SCALE) {
            throw BinaryFields.tooLarge(text, attribute, "is not a value of");
        }
        put(value, out);
    }
}
