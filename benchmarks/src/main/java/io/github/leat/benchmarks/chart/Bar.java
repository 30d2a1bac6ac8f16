package io.github.leat.benchmarks.chart;

/**
 * One side in one case. Immutable.
 *
 * @param label the side
 * @param own whether it is Leat
 * @param middle the median, where the bar ends
 * @param low the smallest figure
 * @param high the largest
 */
public record Bar(String label, boolean own, double middle, double low, double high) {
    /** Checks the order. */
    public Bar {
        if (!(low <= middle && middle <= high) || low < 0) {
            throw new IllegalArgumentException(
                    label + ": " + low + ", " + middle + ", " + high + " are no smallest, median and largest figure.");
        }
    }
}
