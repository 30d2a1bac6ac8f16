package io.github.leat.benchmarks.typed;

/**
 * What is summed up over all values, so that each is decoded.
 *
 * @param whole integers, days since 1970, and true as 1
 * @param fractions floating point numbers
 * @param textLengths lengths of texts, in bytes or in chars
 * @param firsts the texts' first bytes or chars; 0 where a side leaves them out
 */
record Sums(long whole, double fractions, long textLengths, long firsts) {
    private static final double TOLERANCE = 1e-9;

    /** What {@link #numbers} answered. */
    static Sums of(long[] numbers) {
        return new Sums(numbers[0], Double.longBitsToDouble(numbers[1]), numbers[2], numbers[3]);
    }

    /** In the order of the components, of fractions the bits: arrays can be handed to classes of another loader. */
    long[] numbers() {
        return new long[] {whole, Double.doubleToLongBits(fractions), textLengths, firsts};
    }

    Sums plus(Sums other) {
        return new Sums(
                whole + other.whole,
                fractions + other.fractions,
                textLengths + other.textLengths,
                firsts + other.firsts);
    }

    /** Whether two sides summed up the same; fractions may have been added in another order. */
    boolean matches(Sums other) {
        return whole == other.whole
                && textLengths == other.textLengths
                && firsts == other.firsts
                && Math.abs(fractions - other.fractions) <= TOLERANCE * Math.max(1, Math.abs(fractions));
    }
}
