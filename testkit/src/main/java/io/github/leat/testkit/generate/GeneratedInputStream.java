package io.github.leat.testkit.generate;

import java.io.InputStream;
import java.util.Objects;

/** Generates while it is read. */
final class GeneratedInputStream extends InputStream {
    private final Generation generation;
    private int at;

    GeneratedInputStream(Generation generation) {
        this.generation = generation;
    }

    @Override
    public int read() {
        return refill() ? generation.out().array()[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int count = Math.min(length, available());
        System.arraycopy(generation.out().array(), at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return generation.out().size() - at;
    }

    private boolean refill() {
        if (at < generation.out().size()) {
            return true;
        }
        generation.clear();
        at = 0;
        return generation.fill();
    }
}
