package io.github.leat.core.csv.internal;

import java.util.Arrays;

/** The parts of a text that hold bytes which are not ASCII, in ascending order. Not thread-safe. */
final class Foreign {
    /** Pairs of from and to. */
    private int[] bounds = new int[64];

    private int size;

    void clear() {
        size = 0;
    }

    /** Adds a part that begins in or behind the last one, or in what was looked at before. */
    void add(int from, int to) {
        if (size > 0 && from <= bounds[size - 1]) {
            bounds[size - 1] = Math.max(to, bounds[size - 1]);
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
        }
        bounds[size++] = from;
        bounds[size++] = to;
    }

    int parts() {
        return size / 2;
    }

    int from(int part) {
        return bounds[2 * part];
    }

    int to(int part) {
        return bounds[2 * part + 1];
    }
}
