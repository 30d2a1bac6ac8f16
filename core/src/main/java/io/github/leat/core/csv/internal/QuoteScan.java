package io.github.leat.core.csv.internal;

import io.github.leat.core.csv.RangeScan;
import io.github.leat.core.record.CsvFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts quotes and line ends of one range, 64 bytes at a time, for both states that it may begin in.
 *
 * <p>The technique is that of {@link Tokenizer}'s block path: bits by exact tests of bytes, a prefix XOR of the quote bits for
 * what is inside quotes, and shifted masks that prove each quote to stand where RFC 4180 has it. What is inside for one state
 * is outside for the other, so both cost little more than one. Most blocks of text have neither a quote nor a line end: only
 * whether they have is asked first. The first byte must follow a line end, or begin the data: then
 * nothing before it has to be known but the state. Not thread-safe.
 */
public final class QuoteScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 64;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = ~LOW_BITS;
    private static final long ONES = 0x0101010101010101L;
    private static final long FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';
    /** Added to seven bits, sets the eighth from 0x0E on: what is left are the controls up to CR. */
    private static final long ABOVE_CR = ONES * (0x80 - 0x0E);

    private static final long GATHER = 0x0002040810204081L;

    private final long quotePattern;
    private final boolean quotes;
    private final byte delimiter;
    private final long delimiterPattern;
    private final byte[] block = new byte[BLOCK];
    private final Side outside = new Side();
    private final Side inside = new Side();
    private final Side[] sides = {outside, inside};
    private final long from;
    private int blockSize;
    private long blockAt;
    private long insideCarry;
    private long lines;
    /** First bytes of line ends of the block at hand. */
    private long lineEnds;

    private boolean afterCr;
    /** Whether the byte before the block ends a line, or the data begins here: then a line end makes a blank line. */
    private long lineEndCarry = 1;

    /** @param from first byte of the range */
    public QuoteScan(CsvFormat format, long from) {
        this.quotes = format.quote().isPresent();
        this.quotePattern = ONES * format.quote().map(c -> (long) c).orElse(0L);
        this.delimiter = (byte) format.delimiter();
        this.delimiterPattern = ONES * format.delimiter();
        this.from = from;
        this.blockAt = from;
    }

    /** What one state gives. */
    private static final class Side {
        private boolean broken;
        private long startCarry = 1;
        private long closeCarry;
        private long records;
        private long firstEnd = -1;
        private long linesToFirstEnd;
        /** Whether the first end is a CR that was the last byte of its block. */
        private boolean lfMayFollow;

        RangeScan.Reading reading(boolean decisive) {
            return new RangeScan.Reading(decisive && !broken, records, firstEnd, linesToFirstEnd);
        }
    }

    /** Takes the next bytes. */
    public void add(byte[] bytes, int start, int end) {
        int at = start;
        if (blockSize > 0) {
            int taken = Math.min(BLOCK - blockSize, end - at);
            System.arraycopy(bytes, at, block, blockSize, taken);
            blockSize += taken;
            at += taken;
            if (blockSize < BLOCK) {
                return;
            }
            scan(block, 0, -1L);
            blockSize = 0;
        }
        while (end - at >= BLOCK) {
            scan(bytes, at, -1L);
            at += BLOCK;
        }
        blockSize = end - at;
        System.arraycopy(bytes, at, block, 0, blockSize);
    }

    /**
     * What was found, after the last bytes.
     *
     * @param decisive whether well placed quotes prove anything in this format
     * @param endOfText whether the text ends here, rather than at a line end
     */
    public RangeScan finish(boolean decisive, boolean endOfText) {
        long to = blockAt + blockSize;
        if (blockSize > 0) {
            Arrays.fill(block, blockSize, BLOCK, (byte) 0);
            scan(block, 0, (1L << blockSize) - 1);
        }
        boolean odd = insideCarry != 0;
        if (endOfText) {
            // a quote that is open here never closes
            outside.broken |= odd;
            inside.broken |= !odd;
        }
        return new RangeScan(from, to, odd, lines, outside.reading(decisive), inside.reading(decisive));
    }

    private void scan(byte[] text, int at, long valid) {
        long noQuote = HIGH_BITS;
        long noControl = HIGH_BITS;
        for (int word = 0; word < BLOCK; word += Long.BYTES) {
            long w = (long) LONGS.get(text, at + word);
            noQuote &= unequal(w, quotePattern);
            noControl &= ((w & LOW_BITS) + ABOVE_CR) | w;
        }
        long quoteBits = noQuote != HIGH_BITS && quotes ? equal(text, at, quotePattern) & valid : 0;
        long lfs = noControl != HIGH_BITS ? equal(text, at, FEEDS) : 0;
        long crs = noControl != HIGH_BITS ? equal(text, at, RETURNS) : 0;
        boolean needsProof = (quoteBits | outside.closeCarry | inside.closeCarry) != 0;
        // without a quote only the last byte counts, for the next block
        long delimiters =
                needsProof ? equal(text, at, delimiterPattern) : text[at + BLOCK - 1] == delimiter ? 1L << 63 : 0;
        long bytesOfEnds = (lfs | crs) & valid;
        // a CRLF ends one line, at its CR
        lineEnds = (crs | (lfs & ~((crs << 1) | (afterCr ? 1 : 0)))) & valid;
        long blanks = lineEnds & ((bytesOfEnds << 1) | lineEndCarry);
        long in = insideCarry ^ prefixXor(quoteBits);
        for (Side side : sides) {
            long within = side == outside ? in : ~in;
            count(side, lineEnds & ~within, blanks, crs, lfs & valid);
            prove(side, within, quoteBits, delimiters & valid, bytesOfEnds, valid);
        }
        lines += Long.bitCount(lineEnds);
        insideCarry = in >> 63;
        afterCr = valid < 0 && crs < 0;
        lineEndCarry = bytesOfEnds >>> 63;
        blockAt += BLOCK;
    }

    private void count(Side side, long endsOutside, long blanks, long crs, long lfs) {
        side.records += Long.bitCount(endsOutside & ~blanks);
        if (side.lfMayFollow) {
            side.lfMayFollow = false;
            side.firstEnd += lfs & 1;
        }
        if (side.firstEnd < 0 && endsOutside != 0) {
            int bit = Long.numberOfTrailingZeros(endsOutside);
            boolean cr = (crs >>> bit & 1) != 0;
            side.linesToFirstEnd = lines + Long.bitCount(lineEnds & ((endsOutside & -endsOutside) | lowBits(bit)));
            side.firstEnd = blockAt + bit + 1;
            side.lfMayFollow = cr && bit == BLOCK - 1;
            side.firstEnd += cr && bit < BLOCK - 1 ? (lfs >>> (bit + 1)) & 1 : 0;
        }
    }

    private static long lowBits(int count) {
        return (1L << count) - 1;
    }

    private static void prove(Side side, long in, long quoteBits, long delimiters, long bytesOfEnds, long valid) {
        if (side.broken) {
            return;
        }
        long opens = quoteBits & in;
        long closes = quoteBits & ~in;
        long separators = (delimiters | bytesOfEnds) & ~in;
        long afterClose = closes << 1 | side.closeCarry;
        side.broken = ((opens & ~(separators << 1 | side.startCarry | afterClose))
                        | (afterClose & valid & ~(separators | opens)))
                != 0;
        side.startCarry = separators >>> 63;
        side.closeCarry = closes >>> 63;
    }

    /** One bit for each byte of a block that is the pattern's. */
    private static long equal(byte[] text, int at, long pattern) {
        long bits = 0;
        for (int word = 0; word < BLOCK; word += Long.BYTES) {
            bits |= (((~unequal((long) LONGS.get(text, at + word), pattern) & HIGH_BITS) * GATHER) >>> 56) << word;
        }
        return bits;
    }

    /** High bits of the bytes that are not the pattern's, exact for all bytes; low bits mean nothing. */
    private static long unequal(long word, long pattern) {
        long x = word ^ pattern;
        return ((x & LOW_BITS) + LOW_BITS) | x;
    }

    private static long prefixXor(long bits) {
        long x = bits;
        x ^= x << 1;
        x ^= x << 2;
        x ^= x << 4;
        x ^= x << 8;
        x ^= x << 16;
        x ^= x << 32;
        return x;
    }
}
