package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@link RegularRecords} in which each field is in quotes: what stands outside of them ends a field. Proven if each such byte is a
 * delimiter with a quote behind it, or a line's end at the end of a record, and each record begins with a quote.
 */
final class EnclosedRecords extends RegularRecords {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final long lineFeeds;
    /** A delimiter and a quote. */
    private final int between;

    private final byte quote;
    /** All bits if the text before ends within quotes. */
    private long insideCarry;

    private long closeCarry;
    /** 1 if the section read last ended between CR and LF: a line is counted at its CR. */
    private int feedsDue;

    private final Escapes escapes = new Escapes();

    EnclosedRecords(byte delimiter, int quote, Foreign foreign) {
        super(delimiter, quote, foreign);
        this.lineFeeds = FEED * Words.ONES;
        this.quote = (byte) quote;
        this.between = delimiter | quote << Byte.SIZE;
    }

    @Override
    void begin() {
        escapes.begin();
        insideCarry = 0;
        closeCarry = 0;
        feedsDue = 0;
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
        int feeds = 0;
        int broken = 0;
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
                    long c0 = ~(w0 + aboveCr) & n0 & high;
                    long c1 = ~(w1 + aboveCr) & n1 & high;
                    long c2 = ~(w2 + aboveCr) & n2 & high;
                    long c3 = ~(w3 + aboveCr) & n3 & high;
                    if ((c0 | c1 | c2 | c3) != 0) {
                        broken |= notReturns(text, here, Words.gather(c0, c1, c2, c3, gather));
                    }
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
        int due = text[end - 1] == RETURN ? 1 : 0;
        lines = feeds - feedsDue + due;
        feedsDue = due;
        if (broken != 0) {
            return false;
        }
        escapes.take(escapedBlocks, from, fieldEnds, fieldsSoFar, at);
        return true;
    }

    /** Whether any of some control characters is something else than a CR with an LF behind it; then not 0. */
    private static int notReturns(byte[] text, int from, long controls) {
        int different = 0;
        for (long left = controls; left != 0; left &= left - 1) {
            int at = from + Long.numberOfTrailingZeros(left);
            different |= (text[at] ^ RETURN) | (text[at + 1] ^ FEED);
        }
        return different;
    }

    /** What follows a closing quote is outside too, or another quote. So if each field begins with a quote, all are within them. */
    @Override
    boolean isRecord(byte[] text, int start, int[] fieldEnds, int first, int last) {
        int different = text[start] ^ quote;
        for (int f = first; f < last; f++) {
            different |= (short) SHORTS.get(text, fieldEnds[f] & Chunk.END) ^ between;
        }
        return different == 0 && endsRecord(text, fieldEnds[last] & Chunk.END);
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
