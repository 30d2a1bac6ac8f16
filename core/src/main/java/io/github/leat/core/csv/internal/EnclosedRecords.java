package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;

/**
 * {@link RegularRecords} in which each field is in quotes: what stands outside of them ends a field. Proven if each such byte follows a
 * closing quote, and is a delimiter, or an LF at the end of a record.
 */
final class EnclosedRecords extends RegularRecords {
    private final long lineFeeds;
    /** All bits if the text before ends within quotes. */
    private long insideCarry;

    private long closeCarry;
    private final Escapes escapes = new Escapes();

    EnclosedRecords(byte delimiter, int quote, Foreign foreign) {
        super(delimiter, quote, foreign);
        this.lineFeeds = '\n' * Words.ONES;
    }

    @Override
    void begin() {
        escapes.begin();
        insideCarry = 0;
        closeCarry = 0;
    }

    @Override
    boolean read(byte[] text, int from, int blocks, int[] fieldEnds, int fieldsSoFar) {
        long unequal = this.unequal;
        long high = this.high;
        long aboveCr = this.aboveCr;
        long gather = this.gather;
        long quotePattern = this.quotes;
        long feedPattern = this.lineFeeds;
        long insideBefore = insideCarry;
        long close = closeCarry;
        long[] notes = escapes.notes;
        long escapedBlocks = 0;
        int block = 0;
        long otherControls = 0;
        int feeds = 0;
        long broken = 0;
        int at = fieldsSoFar;
        int end = from + blocks * BLOCK;
        for (int base = from; base < end; base += BLOCK) {
            long quotes = 0;
            for (int half = 0; half < BLOCK; half += BLOCK / 2) {
                int here = base + half;
                long w0 = (long) Words.LONGS.get(text, here);
                long w1 = (long) Words.LONGS.get(text, here + 8);
                long w2 = (long) Words.LONGS.get(text, here + 16);
                long w3 = (long) Words.LONGS.get(text, here + 24);
                long a0 = w0 + aboveCr;
                long a1 = w1 + aboveCr;
                long a2 = w2 + aboveCr;
                long a3 = w3 + aboveCr;
                // Bytes that are not ASCII carry into their neighbours' answers, but say so themselves.
                if ((a0 & a1 & a2 & a3 & ~(w0 | w1 | w2 | w3) & high) != high) {
                    if (((w0 | w1 | w2 | w3) & high) != 0) {
                        note(here, here + BLOCK / 2);
                        w0 = Words.ascii(w0);
                        w1 = Words.ascii(w1);
                        w2 = Words.ascii(w2);
                        w3 = Words.ascii(w3);
                    }
                    long n0 = (w0 ^ feedPattern) + unequal;
                    long n1 = (w1 ^ feedPattern) + unequal;
                    long n2 = (w2 ^ feedPattern) + unequal;
                    long n3 = (w3 ^ feedPattern) + unequal;
                    otherControls |= (~(w0 + aboveCr) & n0)
                            | (~(w1 + aboveCr) & n1)
                            | (~(w2 + aboveCr) & n2)
                            | (~(w3 + aboveCr) & n3);
                    feeds += count(~n0 & high, ~n1 & high, ~n2 & high, ~n3 & high);
                }
                long q0 = ~((w0 ^ quotePattern) + unequal) & high;
                long q1 = ~((w1 ^ quotePattern) + unequal) & high;
                long q2 = ~((w2 ^ quotePattern) + unequal) & high;
                long q3 = ~((w3 ^ quotePattern) + unequal) & high;
                quotes |= Words.gather(q0, q1, q2, q3, gather) << half;
            }
            long inside = insideBefore ^ Tokenizer.prefixXor(quotes);
            long opens = quotes & inside;
            long closes = quotes & ~inside;
            long structure = ~(inside | quotes);
            long afterClose = closes << 1 | close;
            // What follows a closing quote is outside too, or another quote: so only this can be wrong.
            broken |= structure & ~afterClose;
            int next = at;
            int quoted = base | Chunk.QUOTED;
            long left = four(fieldEnds, next, quoted, structure);
            do {
                left = four(fieldEnds, next + 4, quoted, left);
                next += 4;
            } while (left != 0);
            long doubled = opens & afterClose;
            notes[block + Escapes.QUOTES] = doubled;
            notes[block + Escapes.STRUCTURE] = structure;
            notes[block + Escapes.BEFORE] = at;
            escapedBlocks |= (doubled | -doubled) >>> (Long.SIZE - 1) << block;
            block++;
            at += Long.bitCount(structure);
            insideBefore = inside >> 63;
            close = closes >>> 63;
        }
        insideCarry = insideBefore;
        closeCarry = close;
        fields = at;
        lines = feeds;
        if ((broken | (otherControls & high)) != 0) {
            return false;
        }
        escapes.take(escapedBlocks, from, fieldEnds, fieldsSoFar, at);
        return true;
    }

    @Override
    boolean isRecord(byte[] text, int[] fieldEnds, int first, int last) {
        int different = text[fieldEnds[last] & Chunk.END] ^ '\n';
        for (int f = first; f < last; f++) {
            different |= text[fieldEnds[f] & Chunk.END] ^ delimiter;
        }
        return different == 0;
    }

    @Override
    boolean accountsFor(int records) {
        return true; // isRecord has looked at each end, and within quotes lines may end as they like
    }

    @Override
    int[] doubledQuotes(int end) {
        return escapes.upTo(end);
    }

    @Override
    void reuse(int[] doubledQuotes) {
        escapes.reuse(doubledQuotes);
    }

    @Override
    boolean quoted() {
        return true;
    }
}
