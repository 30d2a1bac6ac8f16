package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.Touch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A digest of all values of an input: two readers that decoded another value, or NULL elsewhere, differ. */
final class ValueDigest {
    private static final long PRIME = 0x100000001B3L;
    private static final long NOTHING = 0x6E6F7468696E67L;

    private final long[] hashes;
    private long values;
    private long whole;
    private double fractions;
    private long byteLengths;
    private long firstBytes;
    private long charLengths;
    private long firstChars;

    ValueDigest(int columns) {
        hashes = new long[columns];
    }

    void nothing(int column) {
        mix(column, NOTHING);
    }

    void whole(int column, long value) {
        mix(column, value);
        whole += value;
    }

    void fraction(int column, double value) {
        mix(column, Double.doubleToLongBits(value));
        fractions += value;
    }

    void text(int column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mix(column, bytes.length);
        for (byte b : bytes) {
            mix(column, b);
        }
        byteLengths += bytes.length;
        charLengths += text.length();
        firstBytes += bytes[0];
        firstChars += text.charAt(0);
    }

    private void mix(int column, long value) {
        hashes[column] = (Long.rotateLeft(hashes[column], 9) ^ value) * PRIME;
        values++;
    }

    /** What a side of this kind must have summed up. */
    Sums sums(Touch touch) {
        return switch (touch) {
            case BYTES -> new Sums(whole, fractions, byteLengths, firstBytes);
            case CHARS -> new Sums(whole, fractions, charLengths, firstChars);
            case BYTE_LENGTHS -> new Sums(whole, fractions, byteLengths, 0);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueDigest digest && values == digest.values && Arrays.equals(hashes, digest.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return values + " values, " + Arrays.toString(hashes);
    }
}
