package io.github.leat.benchmarks.chart;

import java.util.List;

/**
 * One side over all cases. Immutable.
 *
 * @param label the side
 * @param points in the order of the cases
 */
public record Series(String label, List<Point> points) {
    /** Copies the points. */
    public Series {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("The line of " + label + " has no points.");
        }
    }

    /**
     * One case.
     *
     * @param x what the cost depends on
     * @param middle the median
     * @param low the smallest figure
     * @param high the largest
     */
    public record Point(double x, double middle, double low, double high) {}
}
