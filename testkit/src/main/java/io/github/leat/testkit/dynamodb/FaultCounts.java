package io.github.leat.testkit.dynamodb;

/**
 * How many faults a proxy has planted.
 *
 * @param resets requests whose connection was reset before anything was done
 * @param serverErrors requests answered by a 500
 * @param lostResponses requests that were done and not answered
 * @param unprocessedItems items of batches left unprocessed though there was capacity
 */
public record FaultCounts(long resets, long serverErrors, long lostResponses, long unprocessedItems) {}
