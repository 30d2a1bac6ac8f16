package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;

/**
 * Guesses whether all fields of the next chunk are enclosed in quotes, by the last record of the one before. After a wrong
 * guess it holds back for some chunks, so that a source which mixes both is not read twice each time.
 *
 * <p>Not thread-safe. Cost: one look at the fields of a record per chunk.
 */
final class Enclosure {
    private static final int CHUNKS_HELD_BACK = 16;

    private boolean likely;
    private int heldBack;

    boolean isLikely() {
        return likely && heldBack == 0;
    }

    void saw(int[] fieldEnds, int from, int to) {
        heldBack = Math.max(0, heldBack - 1);
        boolean all = from < to;
        for (int f = from; f < to; f++) {
            all &= (fieldEnds[f] & Chunk.QUOTED) != 0;
        }
        likely = all;
    }

    void failed() {
        heldBack = CHUNKS_HELD_BACK;
    }
}
