package io.github.leat.core.csv;

import java.io.Serializable;

/**
 * What {@link SplitPlanner#scan} counted in one range of a text, for each of the two states that the range may begin in:
 * outside of quotes or inside. Immutable.
 *
 * @param from first byte: after a line end, or where the data begins
 * @param to byte after the last one: after a line end, or the end of the text
 * @param oddQuotes whether the number of quotes is odd, so that the range ends in the other state
 * @param lineEnds physical line ends, those in quotes included
 * @param outside what there is if the range begins outside of quotes
 * @param inside what there is if it begins inside
 */
public record RangeScan(long from, long to, boolean oddQuotes, long lineEnds, Reading outside, Reading inside)
        implements Serializable {
    /**
     * One of the two.
     *
     * @param proven whether each quote stands where RFC 4180 has it, so that nothing is left to interpretation
     * @param records records that end in the range
     * @param firstEnd byte after the line end that ends the first of them, -1 if none ends
     * @param linesToFirstEnd physical line ends up to there
     */
    public record Reading(boolean proven, long records, long firstEnd, long linesToFirstEnd) implements Serializable {}

    Reading reading(boolean beginsInside) {
        return beginsInside ? inside : outside;
    }
}
