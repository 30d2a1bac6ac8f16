package io.github.leat.core.infer;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.Compression;
import io.github.leat.core.io.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the middle and at the end of a source, {@value #BYTES} bytes each, so that an encoding and types that change far
 * down are seen early. Only of sources that open in the middle without reading what is before, and that are not compressed.
 *
 * @param parts in order, at offsets that are multiples of four, so that no unit of an encoding is cut; none where the source
 *     gives none
 */
record FarBytes(List<Part> parts) {
    static final int BYTES = 64 << 10;

    private static final int UNIT = 4;

    /**
     * One part.
     *
     * @param offset of its first byte in the source
     * @param toEnd whether nothing follows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(long offset, byte[] bytes, boolean toEnd) {}

    FarBytes {
        parts = List.copyOf(parts);
    }

    /** The parts behind the sample. */
    static FarBytes after(Sample sample, ByteSource source) throws IOException {
        long size = source.sizeInBytes().orElse(0);
        long head = sample.bytes().length;
        if (sample.exhaustive() || !source.isSeekable() || sample.compression() != Compression.NONE) {
            return new FarBytes(List.of());
        }
        long tail = aligned(Math.max(head, size - BYTES));
        long middle = aligned(Math.max(head, (size - BYTES) / 2));
        List<Part> parts = new ArrayList<>();
        if (middle + BYTES <= tail) {
            parts.add(new Part(middle, read(source, middle), false));
        }
        if (tail < size) {
            parts.add(new Part(tail, read(source, tail), true));
        }
        return new FarBytes(parts);
    }

    private static long aligned(long offset) {
        return (offset + UNIT - 1) / UNIT * UNIT;
    }

    private static byte[] read(ByteSource source, long offset) throws IOException {
        try (InputStream in = source.open(offset)) {
            return in.readNBytes(BYTES);
        }
    }
}
