package io.github.leat.benchmarks.all;

import java.util.Arrays;

/** A file's first line, and the rest; neither is to be changed. */
final class Halves {
    private final byte[] header;
    private final byte[] records;

    Halves(byte[] header, byte[] records) {
        this.header = header;
        this.records = records;
    }

    /** Of a file whose header has no line break in quotes. */
    static Halves of(byte[] all) {
        int end = 0;
        while (all[end] != '\n') {
            end++;
        }
        return new Halves(Arrays.copyOf(all, end + 1), Arrays.copyOfRange(all, end + 1, all.length));
    }

    /** With its line end. */
    byte[] header() {
        return header;
    }

    byte[] records() {
        return records;
    }
}
