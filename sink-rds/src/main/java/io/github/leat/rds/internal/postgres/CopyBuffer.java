package io.github.leat.rds.internal.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;

/**
 * Bytes on their way into a COPY, in network order.
 *
 * <p>Holds the record being written whole, so that a value that does not fit takes its record out again; grows for a long
 * record and stays as long.
 */
final class CopyBuffer {
    /** What goes to the driver at once: larger than its own buffer, so that it is not copied again. */
    private static final int FULL = 64 << 10;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private byte[] bytes = new byte[FULL + (16 << 10)];
    private int position;
    private int recordStart;

    void clear() {
        position = 0;
    }

    void beginRecord() {
        recordStart = position;
    }

    /** Takes the record out again. */
    void dropRecord() {
        position = recordStart;
    }

    /** Whether there is enough to be handed over. */
    boolean isFull() {
        return position >= FULL;
    }

    void flush(CopyIn copy) throws SQLException {
        if (position > 0) {
            copy.writeToCopy(bytes, 0, position);
            position = 0;
        }
    }

    void putShort(int value) {
        room(Short.BYTES);
        SHORT.set(bytes, position, (short) value);
        position += Short.BYTES;
    }

    void putInt(int value) {
        room(Integer.BYTES);
        INT.set(bytes, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, position, value);
        position += Long.BYTES;
    }

    void putByte(int value) {
        room(1);
        bytes[position++] = (byte) value;
    }

    /** A field of four bytes. */
    void putInt4(int value) {
        room(8);
        LONG.set(bytes, position, (4L << 32) | (value & 0xffffffffL));
        position += 8;
    }

    /** A field of eight bytes. */
    void putInt8(long value) {
        room(12);
        INT.set(bytes, position, Long.BYTES);
        LONG.set(bytes, position + 4, value);
        position += 12;
    }

    void putBytes(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, position, length);
        position += length;
    }

    /** Where the next byte goes. */
    int position() {
        return position;
    }

    /** Writes a length at a place that was left for it. */
    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    void setShort(int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    /** Whether there is a NUL among the bytes. */
    static boolean hasNul(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) WORD.get(bytes, at);
            if (((word - ONES) & ~word & HIGHS) != 0) {
                return true;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    private void room(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(position + more, bytes.length + (bytes.length >> 1)));
        }
    }
}
