package io.github.leat.core.csv.internal;

import io.github.leat.core.record.internal.Chunk;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Marks with the processor's vectors, through the Vector API.
 *
 * <p>Compiled by itself, since the module is one that incubates, and only loaded by {@link Vectors} where it is there.
 *
 * <p>Cost: six comparisons of each vector, and no branch.
 */
final class VectorMarks extends BlockMarks {
    private static final VectorSpecies<Byte> SPECIES = species();
    private static final byte FEED = '\n';
    private static final byte RETURN = '\r';
    private static final byte NUL = 0;

    private final byte delimiter;
    private final byte quote;
    private final boolean quoted;

    VectorMarks(byte delimiter, int quote, Foreign foreign) {
        super(foreign);
        this.delimiter = delimiter;
        this.quote = (byte) quote;
        this.quoted = quote != Chunk.NO_QUOTE;
    }

    private static VectorSpecies<Byte> species() {
        return ByteVector.SPECIES_PREFERRED.length() > BLOCK ? ByteVector.SPECIES_512 : ByteVector.SPECIES_PREFERRED;
    }

    /** Whether vectors are long enough to be worth it. */
    static boolean isWorthIt() {
        return SPECIES.length() >= 16;
    }

    @Override
    void markBlocks(byte[] text, int from, int blocks) {
        int step = SPECIES.length();
        long foreignBlocks = 0;
        long anyNul = 0;
        for (int block = 0; block < blocks; block++) {
            int at = from + block * BLOCK;
            long delimiters = 0;
            long quotes = 0;
            long feeds = 0;
            long returns = 0;
            long nuls = 0;
            long foreign = 0;
            for (int part = 0; part < BLOCK; part += step) {
                ByteVector bytes = ByteVector.fromArray(SPECIES, text, at + part);
                delimiters |= bytes.compare(VectorOperators.EQ, delimiter).toLong() << part;
                quotes |= bytes.compare(VectorOperators.EQ, quote).toLong() << part;
                feeds |= bytes.compare(VectorOperators.EQ, FEED).toLong() << part;
                returns |= bytes.compare(VectorOperators.EQ, RETURN).toLong() << part;
                nuls |= bytes.compare(VectorOperators.EQ, NUL).toLong() << part;
                foreign |= bytes.compare(VectorOperators.LT, NUL).toLong();
            }
            this.delimiters[block] = delimiters;
            this.quotes[block] = quotes;
            this.feeds[block] = feeds;
            this.returns[block] = returns;
            this.nuls[block] = nuls;
            anyNul |= nuls;
            foreignBlocks |= (foreign | -foreign) >>> (Long.SIZE - 1) << block;
        }
        this.anyNul = anyNul != 0;
        noteForeign(from, foreignBlocks);
        if (!quoted) {
            Arrays.fill(quotes, 0, blocks, 0);
        }
    }
}
