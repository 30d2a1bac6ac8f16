package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * Guesses how the records of the next chunk are written, by those of the one before. After a wrong guess it holds back for some
 * chunks, so that a source which mixes both is not read in vain each time.
 *
 * <p>Not thread-safe. Cost: one look at the fields of a record per chunk.
 */
final class Guess {
    private static final int CHUNKS_HELD_BACK = 16;

    private final PlainRecords plain;
    private final EnclosedRecords enclosed;
    private @Nullable RegularRecords next;
    private int heldBack;

    Guess(byte delimiter, int quote, Foreign foreign) {
        plain = new PlainRecords(delimiter, quote, foreign);
        enclosed = new EnclosedRecords(delimiter, quote, foreign);
    }

    /** What reads records of the likely kind; null if they are to be read by the rules. */
    @Nullable
    RegularRecords next() {
        return heldBack == 0 ? next : null;
    }

    /**
     * Takes note of a chunk.
     *
     * @param quotes whether there were any
     * @param from first field of its last record
     * @param to behind the last one
     */
    void saw(boolean quotes, int[] fieldEnds, int from, int to) {
        heldBack = Math.max(0, heldBack - 1);
        boolean all = from < to;
        for (int f = from; f < to; f++) {
            all &= (fieldEnds[f] & Chunk.QUOTED) != 0;
        }
        next = all ? enclosed : quotes ? null : plain;
    }

    /** Takes back the array of a chunk that nobody uses any more. */
    void reuse(int[] doubledQuotes) {
        if (doubledQuotes != Chunk.noDoubledQuotes()) {
            enclosed.reuse(doubledQuotes);
        }
    }

    void failed() {
        heldBack = CHUNKS_HELD_BACK;
    }
}
