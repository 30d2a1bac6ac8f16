package io.github.leat.core.csv.internal;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Looks with vectors whether text is plainly UTF-8: of sequences that any continuation can follow. */
final class VectorUtf8 {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final int BLOCK = BlockMarks.BLOCK;
    private static final byte ASCII = 0;
    /** Signed bytes: continuations of UTF-8 are below 0xC0, the leads of two bytes below 0xE0, of three below 0xF0. */
    private static final byte LEAD_2 = (byte) 0xC0;

    private static final byte SHORTEST_LEAD_2 = (byte) 0xC2;
    private static final byte LEAD_3 = (byte) 0xE0;
    private static final byte LEAD_OF_SURROGATES = (byte) 0xED;
    private static final byte LEAD_4 = (byte) 0xF0;

    private VectorUtf8() {}

    /**
     * Whether nobody has to look at the blocks again.
     *
     * @param foreignBlocks those that may hold what is not ASCII, a bit for each; the first one too if {@code expected} is not 0
     * @param expected which of the first bytes must be continuations, see {@link Utf8#continuationsAt}
     */
    static boolean isPlain(byte[] text, int from, int blocks, long foreignBlocks, long expected) {
        long wrong = 0;
        long carry = expected;
        int next = 0;
        for (long left = foreignBlocks; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            // a block that is skipped is ASCII: nothing may be left over before it
            wrong |= block == next ? 0 : carry;
            long carried = block == next ? carry : 0;
            ByteVector bytes = ByteVector.fromArray(BYTES, text, from + block * BLOCK);
            long foreign = bytes.compare(VectorOperators.LT, ASCII).toLong();
            long continuations = bytes.compare(VectorOperators.LT, LEAD_2).toLong();
            long leads = foreign & ~continuations;
            long longLeads =
                    foreign & ~bytes.compare(VectorOperators.LT, LEAD_3).toLong();
            wrong |= continuations ^ (leads << 1 | longLeads << 2 | carried);
            // what follows these is not just any continuation
            wrong |= bytes.compare(VectorOperators.EQ, LEAD_3).toLong();
            wrong |= bytes.compare(VectorOperators.EQ, LEAD_OF_SURROGATES).toLong();
            wrong |= foreign & ~bytes.compare(VectorOperators.LT, LEAD_4).toLong();
            wrong |= leads & bytes.compare(VectorOperators.LT, SHORTEST_LEAD_2).toLong();
            carry = leads >>> 63 | longLeads >>> 62;
            next = block + 1;
        }
        wrong |= next < blocks ? carry : 0;
        return wrong == 0;
    }
}
