package io.github.leat.core.record.internal;

import io.github.leat.core.schema.ValueFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the two texts of a BOOLEAN; letters of ASCII in any case.
 *
 * <p>Both differ from a field's text in one word each: which of the two it is need not be foreseen.
 */
final class FlagText implements ValueParser {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] yes;
    private final byte[] no;
    private final long yesWord;
    private final long noWord;
    /** The bit that tells capitals from small letters, where the text has letters. */
    private final long yesCases;

    private final long noCases;

    FlagText(ValueFormat format) {
        yes = format.trueText().getBytes(StandardCharsets.UTF_8);
        no = format.falseText().getBytes(StandardCharsets.UTF_8);
        yesWord = word(yes);
        noWord = word(no);
        yesCases = cases(yes);
        noCases = cases(no);
    }

    /** The first eight bytes; a field of that size or less is not a longer text, since their sizes are compared, too. */
    private static long word(byte[] lower) {
        long word = 0;
        for (int i = 0; i < Math.min(lower.length, Long.BYTES); i++) {
            word |= (lower[i] & 0xFFL) << (i << 3);
        }
        return word;
    }

    private static long cases(byte[] lower) {
        long bits = 0;
        for (int i = 0; i < Math.min(lower.length, Long.BYTES); i++) {
            bits |= lower[i] >= 'a' && lower[i] <= 'z' ? 0x20L << (i << 3) : 0;
        }
        return bits;
    }

    @Override
    public long parse(byte[] b, int from, int to) {
        int size = to - from;
        if ((size - 1) >>> 3 != 0 || to < Long.BYTES) {
            return equalsIgnoreCase(b, from, to, yes) ? 1 : equalsIgnoreCase(b, from, to, no) ? 0 : NumberText.INVALID;
        }
        long word = (long) LONGS.get(b, to - Long.BYTES) >>> (Long.SIZE - (size << 3));
        long notYes = ((word | yesCases) ^ yesWord) | (size ^ yes.length);
        long notNo = ((word | noCases) ^ noWord) | (size ^ no.length);
        if (notYes != 0 && notNo != 0) {
            return NumberText.INVALID;
        }
        return notYes == 0 ? 1 : 0;
    }

    private static boolean equalsIgnoreCase(byte[] b, int from, int to, byte[] lower) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            byte c = b[from + i];
            if (c != lower[i] && (c < 'A' || c > 'Z' || c + 32 != lower[i])) {
                return false;
            }
        }
        return true;
    }
}
