package io.github.leat.redshift.internal;

/**
 * One statement, whole: values stand in it as literals, since the Data API takes no parameters in a transaction.
 *
 * @param sql the statement
 * @param doing what it is for, as errors say it: {@code cannot <doing>}
 * @param isBound whether it must be in one transaction with the step before
 */
record Step(String sql, String doing, boolean isBound) {
    /** A step that may begin a transaction. */
    static Step of(String sql, String doing) {
        return new Step(sql, doing, false);
    }

    /** A step that belongs to the one before. */
    static Step bound(String sql, String doing) {
        return new Step(sql, doing, true);
    }
}
