package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RegularRecords} read with vectors, quoted or not, with LF between them or CRLF. Three passes over a section:
 *
 * <ol>
 *   <li>A vector of 64 bytes for each block is compared with the few bytes that matter; what is found is a long for each block.
 *   <li>Eight of these longs are a vector: what lies inside quotes, where fields end, whether quotes are in order, all that is worked
 *       out for eight blocks at once. Only what one block hands to the next is not: that is three bits for each, done in longs.
 *   <li>The ends are written, by the processor's compression: of the numbers 0 to 63 those are moved together at which a field ends.
 * </ol>
 *
 * <p>None has a branch that depends on the text, but for blocks with more than 16 fields. What is rare is left to the end of the section:
 * doubled quotes, control characters other than LF, and what is not ASCII.
 *
 * <p>Cost: for text, less than half the time that {@link VectorSections} takes.
 */
final class VectorRecords extends RegularRecords {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final int FIELDS = INTS.length();
    private static final int GROUP = LONGS.length();
    private static final ByteVector PLACES = places();

    private static final byte NUL = 0;
    private static final byte ABOVE_CONTROLS = '\r' + 1;

    /** The note of a block's quotes; of what follows a closing one, when {@link #structure} is done. */
    private static final int QUOTES = 0;
    /** The note of the bytes that are not ASCII, or control characters but none that end a field. */
    private static final int ODD = BLOCKS;
    /** The note of what is inside quotes, the opening ones too. */
    private static final int INSIDE = 2 * BLOCKS;
    /** The note of the bytes that end a record outside quotes: LF, or CR where an LF has to follow. */
    private static final int ENDS = 3 * BLOCKS;
    /** The note of LF; of where lines end, when {@link #returns} is done. */
    private static final int LINES = 4 * BLOCKS;

    /** The note of the bytes behind which a field begins. */
    private static final int ENDERS = 5 * BLOCKS;

    private final long[] notes = new long[6 * BLOCKS];
    private final byte quote;
    private final Escapes escapes = new Escapes();
    /** Where the text begins; -1 if that is not known yet. */
    private int start;

    private boolean quotesSeen;
    private int records;

    // What the blocks before hand on, a bit each; inside: all bits or none.
    private long inside;
    private long afterClose;
    private long afterEnd;
    private long afterReturn;

    private long oddBlocks;
    private long escapedBlocks;

    VectorRecords(byte delimiter, int quote, Foreign foreign) {
        super(delimiter, quote, foreign);
        this.quote = (byte) quote;
    }

    private static ByteVector places() {
        byte[] places = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            places[i] = (byte) i;
        }
        return ByteVector.fromArray(BYTES, places, 0);
    }

    /** Whether the JVM uses vectors of that length. */
    static boolean isWorthIt() {
        return ByteVector.SPECIES_PREFERRED.length() == BLOCK;
    }

    @Override
    void begin() {
        escapes.begin();
        start = -1;
        quotesSeen = false;
        inside = 0;
        afterClose = 0;
        afterEnd = 1;
        afterReturn = 0;
    }

    @Override
    int blocks(int bytes) {
        return super.blocks(bytes) & -GROUP;
    }

    @Override
    boolean read(byte[] text, int from, int blocks, int[] fieldEnds, int fieldsSoFar) {
        start = start < 0 ? from : start;
        mark(text, from, blocks);
        if (crlf) {
            markReturns(text, from, blocks);
        }
        if (!structure(blocks) || (crlf && !returns(blocks))) {
            return false;
        }
        count(blocks);
        boolean returned = !crlf && from > start && text[from - 1] == RETURN;
        if ((oddBlocks != 0 || returned) && !allowsControls(text, from, blocks, returned)) {
            return false;
        }
        lookAtForeign(text, from, blocks);
        fields = write(from, blocks, fieldEnds, fieldsSoFar);
        escapes.take(escapedBlocks, from, fieldEnds, fieldsSoFar, fields);
        return true;
    }

    private void mark(byte[] text, int from, int blocks) {
        byte delimiter = this.delimiter;
        byte quote = this.quote;
        long[] notes = this.notes;
        long[] structures = escapes.notes;
        for (int block = 0; block < blocks; block++) {
            ByteVector bytes = ByteVector.fromArray(BYTES, text, from + block * BLOCK);
            long feeds = bytes.compare(VectorOperators.EQ, FEED).toLong();
            long structure = bytes.compare(VectorOperators.EQ, delimiter).toLong() | feeds;
            notes[block + QUOTES] = bytes.compare(VectorOperators.EQ, quote).toLong();
            notes[block + ODD] =
                    bytes.compare(VectorOperators.LT, ABOVE_CONTROLS).toLong() & ~structure;
            notes[block + ENDS] = feeds;
            notes[block + LINES] = feeds;
            notes[block + ENDERS] = structure;
            structures[block + Escapes.STRUCTURE] = structure;
        }
    }

    /** Lets CR take the place of LF. */
    private void markReturns(byte[] text, int from, int blocks) {
        long[] notes = this.notes;
        long[] structures = escapes.notes;
        for (int block = 0; block < blocks; block++) {
            long returns = ByteVector.fromArray(BYTES, text, from + block * BLOCK)
                    .compare(VectorOperators.EQ, RETURN)
                    .toLong();
            notes[block + ODD] &= ~returns;
            notes[block + ENDS] = returns;
            structures[block + Escapes.STRUCTURE] =
                    (structures[block + Escapes.STRUCTURE] & ~notes[block + LINES]) | returns;
        }
    }

    /**
     * Works out what the marks mean, and notes it; answers whether quotes are in order.
     *
     * <p>Written out: of the methods of a long one, the JVM's compiler takes in only those of the Vector API without fail, and a vector
     * that is handed to another becomes an object.
     */
    private boolean structure(int blocks) {
        long[] notes = this.notes;
        long[] structures = escapes.notes;
        long inside = this.inside;
        long afterClose = this.afterClose;
        long afterEnd = this.afterEnd;
        LongVector broken = LongVector.zero(LONGS);
        long odd = 0;
        long escaped = 0;
        for (int block = 0; block < blocks; block += GROUP) {
            LongVector quotes = LongVector.fromArray(LONGS, notes, block + QUOTES);
            LongVector parity = quotes.lanewise(VectorOperators.XOR, quotes.lanewise(VectorOperators.LSHL, 1));
            parity = parity.lanewise(VectorOperators.XOR, parity.lanewise(VectorOperators.LSHL, 2));
            parity = parity.lanewise(VectorOperators.XOR, parity.lanewise(VectorOperators.LSHL, 4));
            parity = parity.lanewise(VectorOperators.XOR, parity.lanewise(VectorOperators.LSHL, 8));
            parity = parity.lanewise(VectorOperators.XOR, parity.lanewise(VectorOperators.LSHL, 16));
            parity = parity.lanewise(VectorOperators.XOR, parity.lanewise(VectorOperators.LSHL, 32));
            // Of those before it, the blocks with an odd number of quotes turn over what is inside.
            long turns = parity.compare(VectorOperators.LT, 0).toLong();
            turns ^= turns << 1;
            turns ^= turns << 2;
            turns ^= turns << 4;
            LongVector in = parity.lanewise(VectorOperators.XOR, -1L, VectorMask.fromLong(LONGS, turns << 1 ^ inside));
            inside ^= -(turns >>> (GROUP - 1) & 1);
            LongVector opens = quotes.and(in);
            LongVector closes = quotes.lanewise(VectorOperators.AND_NOT, in);
            LongVector ends = LongVector.fromArray(LONGS, structures, block + Escapes.STRUCTURE)
                    .lanewise(VectorOperators.AND_NOT, in);
            LongVector enders =
                    LongVector.fromArray(LONGS, notes, block + ENDERS).lanewise(VectorOperators.AND_NOT, in);
            afterClose |= closes.compare(VectorOperators.LT, 0).toLong() << 1;
            afterEnd |= enders.compare(VectorOperators.LT, 0).toLong() << 1;
            LongVector closed = closes.lanewise(VectorOperators.LSHL, 1)
                    .lanewise(VectorOperators.OR, 1L, VectorMask.fromLong(LONGS, afterClose));
            LongVector ended = enders.lanewise(VectorOperators.LSHL, 1)
                    .lanewise(VectorOperators.OR, 1L, VectorMask.fromLong(LONGS, afterEnd));
            afterClose >>>= GROUP;
            afterEnd >>>= GROUP;
            broken = broken.or(opens.lanewise(VectorOperators.AND_NOT, ended.or(closed)))
                    .or(closed.lanewise(VectorOperators.AND_NOT, ends.or(opens)));
            LongVector doubled = opens.and(closed);
            in.intoArray(notes, block + INSIDE);
            closed.intoArray(notes, block + QUOTES);
            ends.intoArray(structures, block + Escapes.STRUCTURE);
            doubled.intoArray(structures, block + Escapes.QUOTES);
            escaped |= doubled.compare(VectorOperators.NE, 0).toLong() << block;
            odd |= LongVector.fromArray(LONGS, notes, block + ODD)
                            .compare(VectorOperators.NE, 0)
                            .toLong()
                    << block;
        }
        this.inside = inside;
        this.afterClose = afterClose;
        this.afterEnd = afterEnd;
        oddBlocks = odd;
        escapedBlocks = escaped;
        return !broken.compare(VectorOperators.NE, 0).anyTrue();
    }

    /** Notes where lines end, if it is with CRLF; answers whether, outside quotes, each CR has an LF behind it, and each LF a CR before. */
    private boolean returns(int blocks) {
        long[] notes = this.notes;
        long before = afterReturn;
        long broken = 0;
        for (int block = 0; block < blocks; block++) {
            long feeds = notes[block + LINES];
            long returns = notes[block + ENDS];
            long second = returns << 1 | before;
            before = returns >>> (Long.SIZE - 1);
            broken |= (feeds ^ second) & ~notes[block + INSIDE];
            notes[block + LINES] = returns | (feeds & ~second);
        }
        afterReturn = before;
        return broken == 0;
    }

    private void count(int blocks) {
        long[] notes = this.notes;
        int lineEnds = 0;
        int recordEnds = 0;
        long quotes = 0;
        for (int block = 0; block < blocks; block++) {
            lineEnds += Long.bitCount(notes[block + LINES]);
            quotes |= notes[block + INSIDE];
            recordEnds += Long.bitCount(notes[block + ENDS] & ~notes[block + INSIDE]);
        }
        lines = lineEnds;
        records = recordEnds;
        quotesSeen |= quotes != 0;
    }

    /**
     * Looks at control characters that are not what lines end with: no NUL may be among them, and CR only inside quotes. Counts the lines
     * that such CR end.
     *
     * @param returned whether there is one at the end of the section before
     */
    private boolean allowsControls(byte[] text, int from, int blocks, boolean returned) {
        long wrong = 0;
        lines -= returned ? (int) (notes[LINES] & 1) : 0;
        for (long left = oddBlocks; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            ByteVector bytes = ByteVector.fromArray(BYTES, text, from + block * BLOCK);
            long controls =
                    notes[block + ODD] & ~bytes.compare(VectorOperators.LT, NUL).toLong();
            if (controls != 0) {
                wrong |= bytes.compare(VectorOperators.EQ, NUL).toLong();
                long returns =
                        controls & bytes.compare(VectorOperators.EQ, RETURN).toLong();
                wrong |= returns & ~notes[block + INSIDE];
                lines += Long.bitCount(returns) - Long.bitCount(notes[block + LINES] & returns << 1);
                lines -= block + 1 < blocks ? (int) (returns >>> 63 & notes[block + 1 + LINES]) : 0;
            }
        }
        return wrong == 0;
    }

    private void lookAtForeign(byte[] text, int from, int blocks) {
        long expected = Utf8.continuationsAt(text, start, from);
        long foreign = oddBlocks | (expected & 1);
        if (foreign != 0 && !VectorUtf8.isPlain(text, from, blocks, foreign, expected)) {
            int begun = Utf8.lastSequence(text, start, from);
            if (begun < from) {
                note(begun, from);
            }
            for (long left = foreign; left != 0; left &= left - 1) {
                int at = from + Long.numberOfTrailingZeros(left) * BLOCK;
                note(at, at + BLOCK);
            }
        }
    }

    private int write(int from, int blocks, int[] fieldEnds, int fieldsSoFar) {
        long[] notes = this.notes;
        long[] structures = escapes.notes;
        int at = fieldsSoFar;
        for (int block = 0; block < blocks; block++) {
            int base = from + block * BLOCK;
            long structure = structures[block + Escapes.STRUCTURE];
            structures[block + Escapes.BEFORE] = at;
            int count = Long.bitCount(structure);
            ByteVector places = VectorCompression.bytes(PLACES, VectorMask.fromLong(BYTES, structure));
            long quoted = VectorCompression.bits(notes[block + QUOTES], structure);
            // Widened here: a vector of bytes that is handed to a method which is rarely called would be made an
            // object.
            write((IntVector) places.convertShape(VectorOperators.B2I, INTS, 0), quoted, base, fieldEnds, at);
            if (count > FIELDS) {
                write(
                        (IntVector) places.convertShape(VectorOperators.B2I, INTS, 1),
                        quoted >>> FIELDS,
                        base,
                        fieldEnds,
                        at + FIELDS);
                if (count > 2 * FIELDS) {
                    write(
                            (IntVector) places.convertShape(VectorOperators.B2I, INTS, 2),
                            quoted >>> 2 * FIELDS,
                            base,
                            fieldEnds,
                            at + 2 * FIELDS);
                    write(
                            (IntVector) places.convertShape(VectorOperators.B2I, INTS, 3),
                            quoted >>> 3 * FIELDS,
                            base,
                            fieldEnds,
                            at + 3 * FIELDS);
                }
            }
            at += count;
        }
        return at;
    }

    private static void write(IntVector places, long quoted, int base, int[] fieldEnds, int at) {
        places.add(base)
                .lanewise(VectorOperators.OR, Chunk.QUOTED, VectorMask.fromLong(INTS, quoted))
                .intoArray(fieldEnds, at);
    }

    @Override
    boolean notesFeeds() {
        return false;
    }

    @Override
    boolean isRecord(byte[] text, int start, int[] fieldEnds, int first, int last) {
        return endsRecord(text, fieldEnds[last] & Chunk.END);
    }

    @Override
    boolean accountsFor(int records) {
        return this.records == records;
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
        return quotesSeen;
    }
}
