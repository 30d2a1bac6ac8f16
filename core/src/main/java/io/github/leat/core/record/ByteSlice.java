package io.github.leat.core.record;

import java.nio.charset.StandardCharsets;

/**
 * The text of one field as UTF-8 bytes: a window into a larger array, lent by a {@link RecordCursor}.
 *
 * <p>Valid until the cursor that lent it is asked for another field or moves on. The bytes are not to be changed. Not
 * thread-safe. Costs nothing for fields without escapes; escaped ones are unescaped into a buffer of the cursor.
 */
public final class ByteSlice {
    private byte[] array = new byte[0];
    private int offset;
    private int length;

    /** A slice of nothing. */
    public ByteSlice() {}

    /** Points the slice at other bytes. */
    public void set(byte[] newArray, int newOffset, int newLength) {
        this.array = newArray;
        this.offset = newOffset;
        this.length = newLength;
    }

    /** Points the slice at other bytes of the same array. */
    public void move(int newOffset, int newLength) {
        this.offset = newOffset;
        this.length = newLength;
    }

    /** The array that holds the bytes, with others around them. */
    public byte[] array() {
        return array;
    }

    /** Index of the first byte. */
    public int offset() {
        return offset;
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** The byte at an index from 0, unchecked against the window's end. */
    public byte byteAt(int index) {
        return array[offset + index];
    }

    /** Copies the bytes. */
    public byte[] toBytes() {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }

    /** Decodes the bytes; malformed ones become U+FFFD. */
    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }
}
