package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;

/**
 * Reads text as records that are all like those before: as many fields each, the same between them and, where there are no vectors, no
 * field in quotes or each of them. What that saves is most of what a block of mixed text costs: the bytes at which fields end need no telling apart, since
 * it is their place in the record that says which of them ends it, and nothing on the way is a branch that depends on the text.
 *
 * <p>It is a guess, and proven before it counts. A section of text is read to its end; then it is asked whether all that was taken
 * for granted holds, and whether a line ends at every last field of a record, and at no other. If not, what the section brought
 * is dropped, and so is the record that reaches into it: {@link Tokenizer} reads on from that record's start by its rules.
 *
 * <p>Not thread-safe. Cost: some 200 operations for a block of 64 bytes, two thirds of what the rules cost for the same.
 */
abstract class RegularRecords {
    /** Bytes in a block. */
    static final int BLOCK = Long.SIZE;

    /** Blocks of a section, at most. */
    static final int BLOCKS = 64;

    /** Field ends that may be written beyond the last one. */
    static final int SLACK = Long.SIZE;

    static final byte FEED = '\n';
    static final byte RETURN = '\r';
    private static final int CRLF_BYTES = 2;

    // See Words for why these are not constants.
    final long unequal;
    final long high;
    final long aboveCr;
    final long gather;
    final long delimiters;
    final long quotes;
    private final Foreign foreign;
    final byte delimiter;

    /** Whether records end with CRLF, and not with LF. */
    boolean crlf;

    /** How many fields end before the end of the section read last, those of {@link #notesFeeds} with them. */
    int fields;

    /** How many lines end in the section read last. */
    int lines;

    RegularRecords(byte delimiter, int quote, Foreign foreign) {
        this.unequal = Words.UNEQUAL;
        this.high = Words.HIGH;
        this.aboveCr = Words.ABOVE_CR;
        this.gather = Words.GATHER;
        this.delimiters = Words.ONES * delimiter;
        this.quotes = Words.ONES * (quote & 0x7F);
        this.foreign = foreign;
        this.delimiter = delimiter;
    }

    /**
     * Says how many bytes the lines end with of the text that comes next.
     *
     * @return whether such lines can be read at all
     */
    boolean expectLineEnd(int bytes) {
        crlf = bytes == CRLF_BYTES;
        return bytes == 1 || crlf;
    }

    /** How many bytes lie between two records. */
    final int lineEndBytes() {
        return crlf ? CRLF_BYTES : 1;
    }

    /** Whether the LF of a CRLF is noted as if a field ended there, too. */
    boolean notesFeeds() {
        return crlf;
    }

    /** Whether {@code end} is where a record ends: at LF, or at CR with an LF behind it. */
    final boolean endsRecord(byte[] text, int end) {
        return crlf ? text[end] == RETURN && text[end + 1] == FEED : text[end] == FEED;
    }

    /** Forgets what the last text handed on: the next section begins with a record. */
    abstract void begin();

    /** How many blocks of so many bytes are the next section; 0 if they are too few. */
    int blocks(int bytes) {
        return Math.min(BLOCKS, bytes / BLOCK);
    }

    /**
     * Reads {@code blocks} blocks of {@code text} from {@code from} on.
     *
     * @param text goes on behind them, by a byte at least
     * @param fieldEnds takes where fields end, with the bits of {@link Chunk}; has room for as many as there are bytes, and {@link #SLACK}
     * @param fieldsSoFar how many there are before
     * @return whether the section is as was guessed, but for what {@link #isRecord} and {@link #accountsFor} have to say; if not, what
     *     was written means nothing
     */
    abstract boolean read(byte[] text, int from, int blocks, int[] fieldEnds, int fieldsSoFar);

    /**
     * Whether there may be a record.
     *
     * @param start where it begins
     * @param first index of where its first field ends
     * @param last index of where its last one does
     */
    abstract boolean isRecord(byte[] text, int start, int[] fieldEnds, int first, int last);

    /** Whether nothing in the section read last contradicts that so many records, end in it. */
    abstract boolean accountsFor(int records);

    /** {@link Chunk#doubledQuotes} before {@code end}, which belong to the caller from then on. */
    abstract int[] doubledQuotes(int end);

    /** Takes back the array of a chunk that nobody uses any more. */
    abstract void reuse(int[] doubledQuotes);

    /** Whether there were quotes since {@link #begin}. */
    abstract boolean quoted();

    /** Writes the first four fields that end in a block, and answers the bits of the others. */
    static long four(int[] fieldEnds, int at, int base, long structure) {
        long left = structure;
        fieldEnds[at] = base + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        fieldEnds[at + 1] = base + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        fieldEnds[at + 2] = base + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        fieldEnds[at + 3] = base + Long.numberOfTrailingZeros(left);
        return left & (left - 1);
    }

    final void note(int from, int to) {
        foreign.add(from, to);
    }

    /** How many bits are set of the highest ones of bytes; others must not be. */
    static int count(long w0, long w1, long w2, long w3) {
        return Long.bitCount(w0 | w1 >>> 1 | w2 >>> 2 | w3 >>> 3);
    }
}
