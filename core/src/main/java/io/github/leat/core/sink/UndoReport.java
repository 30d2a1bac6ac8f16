package io.github.leat.core.sink;

/**
 * What taking a load back did. Immutable.
 *
 * @param loadId the load
 * @param source identity of its object
 * @param table the table's plain name
 * @param removed rows of the load that were removed
 * @param restored rows of before the load that are there again
 */
public record UndoReport(String loadId, String source, String table, long removed, long restored) {}
