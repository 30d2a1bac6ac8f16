package io.github.leat.core.csv.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tests of eight bytes in a long. The answer is in the highest bit of each byte; the other bits of a test mean nothing.
 *
 * <p>Loops that use the constants often keep them in fields, and copy these to locals: the JVM's compiler writes a constant of eight
 * bytes into its code again at each use, while an operand in memory is free.
 */
final class Words {
    /** A byte array as longs; the first byte is the lowest. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each byte: times a byte of up to 7 bits, the pattern of that byte. */
    static final long ONES = 0x0101010101010101L;

    /** The highest bit of each byte. */
    static final long HIGH = ~(0x7F * ONES);

    /** Added to {@code word ^ pattern}, sets the highest bits of the ASCII bytes that are not the pattern's. */
    static final long UNEQUAL = ~HIGH;

    /** Added to a word of ASCII bytes, sets the highest bits of those from 0x0E on: what is left are the controls up to CR. */
    static final long ABOVE_CR = ONES * (0x80 - 0x0E);

    /** A multiplication by this brings the lowest bits of eight bytes together in the highest byte, if shifted down by 7 before or not at all. */
    static final long GATHER = 0x0002040810204081L;

    private Words() {}

    /** The word with DEL in place of each byte that is not ASCII. */
    static long ascii(long word) {
        long high = word & HIGH;
        return (word | (high - (high >>> 7))) & ~HIGH;
    }

    /** The highest bits of the bytes of four words, in the order of the bytes; other bits must not be set. */
    static long gather(long w0, long w1, long w2, long w3, long gather) {
        return ((w0 * gather) >>> 56)
                | ((w1 * gather) >>> 56 << 8)
                | ((w2 * gather) >>> 56 << 16)
                | ((w3 * gather) >>> 56 << 24);
    }
}
