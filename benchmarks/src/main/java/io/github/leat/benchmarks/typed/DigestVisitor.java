package io.github.leat.benchmarks.typed;

import io.github.leat.core.record.ValueVisitor;
import java.nio.charset.StandardCharsets;

/**
 * Takes the values into a digest.
 *
 * @param digest of all that is shown
 */
record DigestVisitor(ValueDigest digest) implements ValueVisitor {
    @Override
    public void nullValue(int column) {
        digest.nothing(column);
    }

    @Override
    public void longValue(int column, long value) {
        digest.whole(column, value);
    }

    @Override
    public void doubleValue(int column, double value) {
        digest.fraction(column, value);
    }

    @Override
    public void booleanValue(int column, boolean value) {
        digest.whole(column, value ? 1 : 0);
    }

    @Override
    public void dateValue(int column, long epochDay) {
        digest.whole(column, epochDay);
    }

    @Override
    public void textValue(int column, byte[] array, int offset, int length) {
        // A quoted empty text is not NULL to Leat; FastCSV's callback is not asked about quotes here.
        if (length == 0) {
            digest.nothing(column);
        } else {
            digest.text(column, new String(array, offset, length, StandardCharsets.UTF_8));
        }
    }
}
