package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reads sections with vectors of 64 bytes, one for each block.
 *
 * <p>The bits of a block are those of {@link BlockMarks}; from where fields end in it to a list of numbers leads the processor's
 * compression: of 64 bytes that say 0, 1, 2 … those are moved together whose bit is set. A byte has room for the place in the
 * block and two more bits, for quotes and for doubled quotes.
 *
 * <p>Cost: no branch for a block that has up to 16 fields; those that are not ASCII are looked at once more.
 */
final class VectorSections extends Sections {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final int LANES = 16;
    private static final int PLACE = BLOCK - 1;
    private static final byte QUOTED = (byte) (1 << 6);
    private static final byte ESCAPED = (byte) (1 << 7);
    /** From the two bits of a byte to those of a field's end. */
    private static final int FLAG_SHIFT = Chunk.QUOTED_BIT - 6;

    private static final ByteVector PLACES = places((byte) 0);
    private static final ByteVector QUOTED_PLACES = places(QUOTED);

    private static final byte FEED = '\n';
    private static final byte RETURN = '\r';
    private static final byte NUL = 0;
    private final byte delimiter;
    private final byte quote;
    private final long quotesCount;

    VectorSections(byte delimiter, int quote) {
        this.delimiter = delimiter;
        this.quote = (byte) quote;
        this.quotesCount = quote == Chunk.NO_QUOTE ? 0 : -1;
    }

    private static ByteVector places(byte flag) {
        byte[] places = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            places[i] = (byte) (i | flag);
        }
        return ByteVector.fromArray(BYTES, places, 0);
    }

    /** Whether the JVM uses vectors of that length. */
    static boolean isWorthIt() {
        return ByteVector.SPECIES_PREFERRED.length() == BLOCK;
    }

    @Override
    boolean read(byte[] text, int start, int from, int blocks, Carry carry, int[] fieldEnds, int fieldsSoFar) {
        boolean ordered = (carry.inside | carry.close | carry.escape) == 0 && !hasQuotes(text, from, blocks)
                ? readPlain(text, from, blocks, carry, fieldEnds, fieldsSoFar)
                : readQuoted(text, from, blocks, carry, fieldEnds, fieldsSoFar);
        if (ordered) {
            lookAtForeign(text, start, from, blocks);
        }
        return ordered;
    }

    private boolean hasQuotes(byte[] text, int from, int blocks) {
        long quotes = 0;
        for (int block = 0; block < blocks; block++) {
            quotes |= equal(ByteVector.fromArray(BYTES, text, from + block * BLOCK), quote);
        }
        return (quotes & quotesCount) != 0;
    }

    /** Reads a section without quotes, that begins outside of them. */
    private boolean readPlain(byte[] text, int from, int blocks, Carry carry, int[] fieldEnds, int fieldsSoFar) {
        long returnCarry = carry.carriageReturn;
        long lineCarry = carry.line;
        long startCarry = carry.start;
        long disorder = 0;
        long foreignBlocks = 0;
        long stopBlocks = 0;
        int fields = fieldsSoFar;
        int lines = 0;
        for (int block = 0; block < blocks; block++) {
            int base = from + block * BLOCK;
            ByteVector bytes = ByteVector.fromArray(BYTES, text, base);
            long feeds = equal(bytes, FEED);
            long returns = equal(bytes, RETURN);
            long delimiters = equal(bytes, delimiter);
            long foreign = bytes.compare(VectorOperators.LT, NUL).toLong();
            disorder |= equal(bytes, NUL);

            long stops = returns | (feeds & ~(returns << 1 | returnCarry));
            long lineEnds = feeds | returns;
            long ends = stops & ~(lineEnds << 1 | lineCarry);
            long structure = delimiters | ends;

            ByteVector places = VectorCompression.bytes(PLACES, VectorMask.fromLong(BYTES, structure));
            int count = Long.bitCount(structure);
            write(places, count, base, fieldEnds, fields);
            note(block, stops, ends, stops, structure, fields, lines);
            stopBlocks |= bit(stops, block);
            foreignBlocks |= bit(foreign, block);
            fields += count;
            lines += Long.bitCount(stops);

            startCarry = (delimiters | lineEnds) >>> 63;
            returnCarry = returns >>> 63;
            lineCarry = lineEnds >>> 63;
        }
        if (disorder != 0) {
            return false;
        }
        carry.start = startCarry;
        carry.carriageReturn = returnCarry;
        carry.line = lineCarry;
        end(fields, lines, stopBlocks, foreignBlocks);
        return true;
    }

    private boolean readQuoted(byte[] text, int from, int blocks, Carry carry, int[] fieldEnds, int fieldsSoFar) {
        long insideCarry = carry.inside;
        long startCarry = carry.start;
        long closeCarry = carry.close;
        long escapeCarry = carry.escape;
        long returnCarry = carry.carriageReturn;
        long lineCarry = carry.line;
        long disorder = 0;
        long foreignBlocks = 0;
        long stopBlocks = 0;
        int fields = fieldsSoFar;
        int lines = 0;
        for (int block = 0; block < blocks; block++) {
            int base = from + block * BLOCK;
            ByteVector bytes = ByteVector.fromArray(BYTES, text, base);
            long quotes = equal(bytes, quote);
            long feeds = equal(bytes, FEED);
            long returns = equal(bytes, RETURN);
            long foreign = bytes.compare(VectorOperators.LT, NUL).toLong();
            disorder |= equal(bytes, NUL);

            long inside = insideCarry ^ Tokenizer.prefixXor(quotes);
            long delimiters = equal(bytes, delimiter) & ~inside;
            long firsts = returns | (feeds & ~(returns << 1 | returnCarry));
            long lineEnds = (feeds | returns) & ~inside;
            long stops = firsts & ~inside;
            long ends = stops & ~(lineEnds << 1 | lineCarry);
            long structure = delimiters | ends;
            long outside = delimiters | lineEnds;
            long opens = quotes & inside;
            long closes = quotes & ~inside;
            long afterClose = closes << 1 | closeCarry;
            disorder |= opens & ~(outside << 1 | startCarry | afterClose);
            disorder |= afterClose & ~(outside | opens);
            // Adding an escape to the gap before a field's end carries into that end, or into the next block.
            long gaps = ~structure;
            long escapes = (opens & afterClose) + escapeCarry;
            long carried = gaps + escapes;
            long escaped = structure & carried;

            ByteVector places = VectorCompression.bytes(
                    PLACES.blend(QUOTED_PLACES, VectorMask.fromLong(BYTES, afterClose))
                            .lanewise(VectorOperators.OR, ESCAPED, VectorMask.fromLong(BYTES, escaped)),
                    VectorMask.fromLong(BYTES, structure));
            int count = Long.bitCount(structure);
            write(places, count, base, fieldEnds, fields);
            note(block, stops, ends, firsts, structure, fields, lines);
            stopBlocks |= bit(stops, block);
            foreignBlocks |= bit(foreign, block);
            fields += count;
            lines += Long.bitCount(firsts);

            insideCarry = inside >> 63;
            startCarry = outside >>> 63;
            closeCarry = closes >>> 63;
            escapeCarry = ((gaps & escapes) | ((gaps | escapes) & ~carried)) >>> 63;
            returnCarry = returns >>> 63;
            lineCarry = lineEnds >>> 63;
        }
        if (disorder != 0) {
            return false;
        }
        carry.inside = insideCarry;
        carry.start = startCarry;
        carry.close = closeCarry;
        carry.escape = escapeCarry;
        carry.carriageReturn = returnCarry;
        carry.line = lineCarry;
        end(fields, lines, stopBlocks, foreignBlocks);
        return true;
    }

    private void end(int newFields, int newLines, long newStopBlocks, long newForeignBlocks) {
        this.fields = newFields;
        this.lines = newLines;
        this.stopBlocks = newStopBlocks;
        this.foreignBlocks = newForeignBlocks;
    }

    private void note(
            int block, long stops, long ends, long firsts, long structure, int fieldsBefore, int linesBefore) {
        int at = block * NOTES;
        notes[at + STOPS] = stops;
        notes[at + ENDS] = ends;
        notes[at + FIRSTS] = firsts;
        notes[at + STRUCTURE] = structure;
        notes[at + BEFORE] = (long) fieldsBefore << Integer.SIZE | linesBefore;
    }

    private static long bit(long any, int block) {
        return (any | -any) >>> (Long.SIZE - 1) << block;
    }

    /** Looks at the blocks that are not ASCII: if they are plainly in order, nobody has to look again. */
    private void lookAtForeign(byte[] text, int start, int from, int blocks) {
        long expected = Utf8.continuationsAt(text, start, from);
        foreignBlocks |= expected & 1;
        if (VectorUtf8.isPlain(text, from, blocks, foreignBlocks, expected)) {
            foreignBlocks = 0;
        }
    }

    private static long equal(ByteVector bytes, byte wanted) {
        return bytes.compare(VectorOperators.EQ, wanted).toLong();
    }

    private static void write(ByteVector places, int count, int base, int[] fieldEnds, int at) {
        write((IntVector) places.convertShape(VectorOperators.B2I, INTS, 0), base, fieldEnds, at);
        if (count > LANES) {
            write((IntVector) places.convertShape(VectorOperators.B2I, INTS, 1), base, fieldEnds, at + LANES);
            if (count > 2 * LANES) {
                write((IntVector) places.convertShape(VectorOperators.B2I, INTS, 2), base, fieldEnds, at + 2 * LANES);
                write((IntVector) places.convertShape(VectorOperators.B2I, INTS, 3), base, fieldEnds, at + 3 * LANES);
            }
        }
    }

    private static void write(IntVector places, int base, int[] fieldEnds, int at) {
        places.and(PLACE)
                .add(base)
                .or(places.lanewise(VectorOperators.LSHL, FLAG_SHIFT).and(~Chunk.END))
                .intoArray(fieldEnds, at);
    }
}
