package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import java.util.Arrays;

/**
 * The doubled quotes of well-formed fields: noted for each block of a section, then marked at the fields they are in and listed for
 * the chunk. That is apart from the loop which finds them, since most blocks have none.
 *
 * <p>Not thread-safe. Cost: one step for each of them.
 */
final class Escapes {
    /** The note of a block's doubled quotes, the second of each two. */
    static final int QUOTES = 0;

    /** The note of where fields end in the block. */
    static final int STRUCTURE = RegularRecords.BLOCKS;

    /** The note of how many fields end before the block. */
    static final int BEFORE = 2 * RegularRecords.BLOCKS;

    /** What is known of each block, at its number and one of the above. One array, since the loops that fill it have few registers left. */
    final long[] notes = new long[3 * RegularRecords.BLOCKS];

    private int[] listed = new int[0];
    private int count;
    /** Whether the field has one that the section before did not end. */
    private boolean pending;

    /** Forgets the text before. */
    void begin() {
        count = 0;
        pending = false;
    }

    /**
     * Marks and lists those of a section.
     *
     * @param blocks the blocks that have any, a bit for each
     * @param from where the section begins
     * @param before how many fields end before the section
     * @param after how many end before its end
     */
    void take(long blocks, int from, int[] fieldEnds, int before, int after) {
        if (pending && after > before) {
            fieldEnds[before] |= Chunk.ESCAPED;
            pending = false;
        }
        for (long left = blocks; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            int base = from + block * RegularRecords.BLOCK;
            int firstField = (int) notes[block + BEFORE];
            long structure = notes[block + STRUCTURE];
            long quotes = notes[block + QUOTES];
            makeRoom(Long.bitCount(quotes));
            for (long more = quotes; more != 0; more &= more - 1) {
                listed[count++] = base + Long.numberOfTrailingZeros(more);
                int field = firstField + Long.bitCount(structure & (more ^ (more - 1)));
                if (field < after) {
                    fieldEnds[field] |= Chunk.ESCAPED;
                } else {
                    pending = true;
                }
            }
        }
    }

    private void makeRoom(int more) {
        // one more for what stands behind the last
        if (count + more >= listed.length) {
            listed = Arrays.copyOf(listed, 2 * (count + more + 1));
        }
    }

    /** {@link Chunk#doubledQuotes} before {@code end}; they belong to the caller from then on. */
    int[] upTo(int end) {
        while (count > 0 && listed[count - 1] >= end) {
            count--;
        }
        if (count == 0) {
            return Chunk.noDoubledQuotes();
        }
        int[] given = listed;
        given[count] = Integer.MAX_VALUE;
        listed = new int[0];
        return given;
    }

    /** Takes back what was given, for the next text. */
    void reuse(int[] given) {
        if (given.length > listed.length && given != Chunk.noDoubledQuotes()) {
            listed = given;
        }
    }
}
