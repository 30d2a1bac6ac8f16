package io.github.leat.core.csv.internal;

import org.jspecify.annotations.Nullable;

/**
 * Says where delimiters, quotes and line ends stand in a section of text: a bit for each byte, a long for each block of 64 bytes.
 *
 * <p>Finding them is a pass of its own over a few kilobytes, so that its loop is small enough to stay in the processor's
 * registers; what it finds is read back from the innermost cache. Not thread-safe.
 */
abstract class BlockMarks {
    /** Blocks that are marked at once, at most. */
    static final int BLOCKS = 64;

    /** Bytes in a block. */
    static final int BLOCK = Long.SIZE;

    /** Where the delimiter is. */
    final long[] delimiters = new long[BLOCKS];

    /** Where the quote is. */
    final long[] quotes = new long[BLOCKS];

    /** Where LF is. */
    final long[] feeds = new long[BLOCKS];

    /** Where CR is. */
    final long[] returns = new long[BLOCKS];

    /** Where NUL is. */
    final long[] nuls = new long[BLOCKS];

    /** Whether there is a NUL at all: there hardly ever is. */
    boolean anyNul;

    /** Notes where bytes are that are not ASCII. */
    final Foreign foreign;

    BlockMarks(Foreign foreign) {
        this.foreign = foreign;
    }

    /** Marks with vectors where this Java lends them to libraries, else null: then the tokenizer does without marks. */
    static @Nullable BlockMarks best(byte delimiter, int quote, Foreign foreign) {
        return Vectors.marks(delimiter, quote, foreign);
    }

    /** Marks the blocks from {@code from} on, up to {@code to} or as many as there is room for; reads a block's length beyond. */
    final void mark(byte[] text, int from, int to) {
        int blocks = Math.min(BLOCKS, (to - from + BLOCK - 1) / BLOCK);
        markBlocks(text, from, blocks);
        int left = to - from - (blocks - 1) * BLOCK;
        if (left < BLOCK) {
            keep(blocks - 1, (1L << left) - 1);
        }
    }

    private void keep(int block, long bits) {
        delimiters[block] &= bits;
        quotes[block] &= bits;
        feeds[block] &= bits;
        returns[block] &= bits;
        nuls[block] &= bits;
    }

    /** Notes the blocks that hold bytes which are not ASCII, a bit for each. */
    final void noteForeign(int from, long foreignBlocks) {
        for (long left = foreignBlocks; left != 0; left &= left - 1) {
            int at = from + Long.numberOfTrailingZeros(left) * BLOCK;
            foreign.add(at, at + BLOCK);
        }
    }

    abstract void markBlocks(byte[] text, int from, int blocks);
}
