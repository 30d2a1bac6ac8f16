package io.github.leat.core.csv.internal;

import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a section, some whole blocks of text, in one pass without a branch, and writes down for each block where
 * lines end in it.
 *
 * <p>Nothing is asked on the way: whether quotes are where they should be, whether there is a NUL, and whether what is not ASCII
 * is UTF-8, is summed up and answered at the end. A section that is in order costs no more for having been doubted; for one that
 * is not, it was in vain. Not thread-safe.
 */
abstract class Sections {
    /** Blocks of a section, at most. */
    static final int BLOCKS = BlockMarks.BLOCKS;

    /** Bytes in a block. */
    static final int BLOCK = BlockMarks.BLOCK;

    /** Room for the notes of a block. */
    static final int NOTES = 8;

    /** The note of where lines end outside quotes. */
    static final int STOPS = 0;

    /** The note of those stops at which a record ends; at the others is a blank line. */
    static final int ENDS = 1;

    /** The note of where lines end, be it inside quotes. */
    static final int FIRSTS = 2;

    /** The note of where fields end. */
    static final int STRUCTURE = 3;

    /** The note of how many fields end before the block, in the upper half, and how many lines of the section, in the lower. */
    static final int BEFORE = 4;

    /** Field ends that may be written beyond the last one. */
    static final int SLACK = Long.SIZE;

    /**
     * What is known of each block, {@link #NOTES} numbers from {@code block * NOTES} on: {@link #STOPS} and what follows. One array, since
     * the loop that fills it has few registers left.
     */
    final long[] notes = new long[BLOCKS * NOTES];

    /** The blocks that have stops, a bit for each. */
    long stopBlocks;

    /** How many fields end before the end of the section. */
    int fields;

    /** How many lines end in the section. */
    int lines;

    /** The blocks that are not ASCII, a bit for each, if they have to be looked at; else none. */
    long foreignBlocks;

    /** Reads with vectors where this processor and this Java have what it takes, else null. */
    static @Nullable Sections best(byte delimiter, int quote) {
        return Vectors.sections(delimiter, quote);
    }

    /**
     * Reads {@code blocks} blocks of {@code text} from {@code from} on.
     *
     * @param start where the text begins, at or before {@code from}
     * @param carry what the text before hands on; changed if the section is in order
     * @param fieldEnds takes where fields end, with the bits of {@code Chunk}; has room for as many as there are bytes and {@link #SLACK}
     * @param fieldsSoFar how many there are before
     * @return whether the section is in order; if not, what was written means nothing
     */
    abstract boolean read(byte[] text, int start, int from, int blocks, Carry carry, int[] fieldEnds, int fieldsSoFar);
}
