package io.github.leat.core.record.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Parses a text only if it is another one than the last: dates stand in runs, since files are mostly in their order.
 *
 * <p>Remembers texts of eight to sixteen bytes, as two words that may overlap. Not thread-safe.
 */
final class LastText implements ValueParser {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ValueParser parser;
    private long first;
    private long last;
    private int size;
    private long value;

    LastText(ValueParser parser) {
        this.parser = parser;
    }

    @Override
    public long parse(byte[] b, int from, int to) {
        int length = to - from;
        if (length < Long.BYTES || length > 2 * Long.BYTES) {
            return parser.parse(b, from, to);
        }
        long one = (long) LONGS.get(b, from);
        long other = (long) LONGS.get(b, to - Long.BYTES);
        if (((one ^ first) | (other ^ last) | (length ^ size)) != 0) {
            value = parser.parse(b, from, to);
            first = one;
            last = other;
            size = length;
        }
        return value;
    }
}
