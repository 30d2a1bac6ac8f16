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

    private final @Nullable RegularRecords plain;
    private final @Nullable RegularRecords enclosed;
    private final @Nullable RegularRecords mixed;
    private @Nullable RegularRecords next;
    private int heldBack;

    private Guess(@Nullable RegularRecords plain, @Nullable RegularRecords enclosed, @Nullable RegularRecords mixed) {
        this.plain = plain;
        this.enclosed = enclosed;
        this.mixed = mixed;
    }

    /** Guesses among the kinds of records that can be read on this JVM; null if there are none for the format. */
    static @Nullable Guess of(byte delimiter, int quote, Foreign foreign) {
        RegularRecords any = Vectors.records(delimiter, quote, foreign);
        if (any != null) {
            return new Guess(any, any, any);
        }
        // Without vectors a delimiter among the control characters is not told apart from a line's end.
        return delimiter > '\r'
                ? new Guess(
                        new PlainRecords(delimiter, quote, foreign),
                        new EnclosedRecords(delimiter, quote, foreign),
                        null)
                : null;
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
     * @param lineEnd how many bytes lie behind its last record
     * @param from first field of that record
     * @param to behind the last one
     */
    void saw(boolean quotes, int lineEnd, int[] fieldEnds, int from, int to) {
        heldBack = Math.max(0, heldBack - 1);
        boolean all = from < to;
        for (int f = from; f < to; f++) {
            all &= (fieldEnds[f] & Chunk.QUOTED) != 0;
        }
        RegularRecords likely = all ? enclosed : quotes ? mixed : plain;
        next = likely != null && likely.expectLineEnd(lineEnd) ? likely : null;
    }

    /** Takes back the array of a chunk that nobody uses any more. */
    void reuse(int[] doubledQuotes) {
        if (enclosed != null) {
            enclosed.reuse(doubledQuotes);
        }
    }

    void failed() {
        heldBack = CHUNKS_HELD_BACK;
    }
}
