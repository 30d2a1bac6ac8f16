package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;

/**
 * {@link RegularRecords} in which nothing is quoted. Delimiters and control characters up to CR are taken for where fields end. That
 * there are as many of these control characters as records, and an LF at the end of each record, proves that all are LF, and the others
 * delimiters.
 */
final class PlainRecords extends RegularRecords {
    /** Whether most blocks have more than eight ends. */
    private boolean dense;

    PlainRecords(byte delimiter, int quote, Foreign foreign) {
        super(delimiter, quote, foreign);
    }

    /** With CRLF it would take as long as by the rules. */
    @Override
    boolean expectLineEnd(int bytes) {
        return bytes == 1;
    }

    @Override
    void begin() {
        // A block hands nothing on.
    }

    @Override
    boolean read(byte[] text, int from, int blocks, int[] fieldEnds, int fieldsSoFar) {
        long unequal = this.unequal;
        long high = this.high;
        long aboveCr = this.aboveCr;
        long gather = this.gather;
        long delimiters = this.delimiters;
        long quotes = this.quotes;
        boolean dense = this.dense;
        long noQuotes = high;
        int controls = 0;
        int at = fieldsSoFar;
        int end = from + blocks * BLOCK;
        for (int base = from; base < end; base += BLOCK) {
            long structure = 0;
            for (int half = 0; half < BLOCK; half += BLOCK / 2) {
                int here = base + half;
                long w0 = (long) Words.LONGS.get(text, here);
                long w1 = (long) Words.LONGS.get(text, here + 8);
                long w2 = (long) Words.LONGS.get(text, here + 16);
                long w3 = (long) Words.LONGS.get(text, here + 24);
                if (((w0 | w1 | w2 | w3) & high) != 0) {
                    note(here, here + BLOCK / 2);
                    w0 = Words.ascii(w0);
                    w1 = Words.ascii(w1);
                    w2 = Words.ascii(w2);
                    w3 = Words.ascii(w3);
                }
                long a0 = w0 + aboveCr;
                long a1 = w1 + aboveCr;
                long a2 = w2 + aboveCr;
                long a3 = w3 + aboveCr;
                controls += count(~a0 & high, ~a1 & high, ~a2 & high, ~a3 & high);
                noQuotes &= ((w0 ^ quotes) + unequal)
                        & ((w1 ^ quotes) + unequal)
                        & ((w2 ^ quotes) + unequal)
                        & ((w3 ^ quotes) + unequal);
                long s0 = ~(a0 & ((w0 ^ delimiters) + unequal)) & high;
                long s1 = ~(a1 & ((w1 ^ delimiters) + unequal)) & high;
                long s2 = ~(a2 & ((w2 ^ delimiters) + unequal)) & high;
                long s3 = ~(a3 & ((w3 ^ delimiters) + unequal)) & high;
                structure |= Words.gather(s0, s1, s2, s3, gather) << half;
            }
            long left = structure;
            int next = at;
            if (dense) {
                left = four(fieldEnds, next, base, left);
                left = four(fieldEnds, next + 4, base, left);
                left = four(fieldEnds, next + 8, base, left);
                next += 12;
            }
            do {
                left = four(fieldEnds, next, base, left);
                next += 4;
            } while (left != 0);
            at += Long.bitCount(structure);
        }
        fields = at;
        this.dense = at - fieldsSoFar > blocks * 8;
        lines = controls;
        return (noQuotes & high) == high;
    }

    @Override
    boolean isRecord(byte[] text, int start, int[] fieldEnds, int first, int last) {
        return text[fieldEnds[last]] == FEED;
    }

    @Override
    boolean accountsFor(int records) {
        return lines == records;
    }

    @Override
    int[] doubledQuotes(int end) {
        return Chunk.noDoubledQuotes();
    }

    @Override
    void reuse(int[] doubledQuotes) {
        // There are none.
    }

    @Override
    boolean quoted() {
        return false;
    }
}
