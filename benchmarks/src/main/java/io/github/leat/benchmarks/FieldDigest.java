package io.github.leat.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A digest of all fields of an input, column by column: two readers that saw other bytes in any field, or other records,
 * differ. Takes records or whole columns, in any order of columns.
 */
public final class FieldDigest {
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long[] hashes;
    private final long[] counts;
    private long byteLengths;
    private long firstBytes;
    private long charLengths;
    private long firstChars;

    /** A digest of nothing so far. */
    public FieldDigest(int columns) {
        hashes = new long[columns];
        counts = new long[columns];
    }

    /** Adds the next field of a column. */
    public void add(int column, byte[] array, int offset, int length) {
        long hash = length;
        int chars = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ array[i]) * FNV_PRIME;
            // Leading bytes of UTF-8 count one char each, those of four bytes two.
            chars += (array[i] & 0xC0) == 0x80 ? 0 : (array[i] & 0xF8) == 0xF0 ? 2 : 1;
        }
        hashes[column] = (Long.rotateLeft(hashes[column], 7) ^ hash) * FNV_PRIME;
        counts[column]++;
        byteLengths += length;
        charLengths += chars;
        if (length > 0) {
            firstBytes += array[offset];
            firstChars += array[offset] >= 0
                    ? array[offset]
                    : new String(array, offset, Math.min(length, 4), StandardCharsets.UTF_8).charAt(0);
        }
    }

    /** Adds the next field of a column. */
    public void add(int column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(column, bytes, 0, bytes.length);
    }

    /** What a reader that takes each field's length and first element must have summed up. */
    public long touched(Touch touch) {
        return switch (touch) {
            case BYTES -> byteLengths + firstBytes;
            case CHARS -> charLengths + firstChars;
            case BYTE_LENGTHS -> byteLengths;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldDigest digest
                && Arrays.equals(hashes, digest.hashes)
                && Arrays.equals(counts, digest.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    /** Fields by column, and the digest of each. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < hashes.length; i++) {
            out.append(i)
                    .append(": ")
                    .append(counts[i])
                    .append(" fields, ")
                    .append(Long.toHexString(hashes[i]))
                    .append('\n');
        }
        return out.toString();
    }
}
