package io.github.leat.serve;

import java.time.Duration;

/**
 * What one request may ask for, and all together. Immutable.
 *
 * @param pageRows rows of a page of JSON or GeoJSON at most (default 10,000)
 * @param streamRows rows of an answer in CSV or NDJSON at most (default 1,000,000)
 * @param groups groups of an aggregate at most (default 10,000)
 * @param queryTime the longest a query may take until its first row, and an aggregate at all (default 10 s)
 * @param streamTime the longest that rows may take to be read by the client (default 2 min)
 * @param queriesAtOnce queries that run at once (default 4)
 * @param queriesWaiting requests that wait for their turn; more get 503 (default 32)
 * @param urlBytes the longest path with its parameters (default 8,192)
 * @param filters filters of a request; {@code in} may list ten times as many values (default 20)
 * @param sortColumns columns of a sort, and of a grouping (default 8)
 * @param measures figures of an aggregate (default 16)
 * @param cacheBytes answers that are kept in memory (default 16 MiB)
 * @param freshness how old the catalog may be, and with it what is said to be unchanged (default 1 s)
 */
public record ServeLimits(
        int pageRows,
        int streamRows,
        int groups,
        Duration queryTime,
        Duration streamTime,
        int queriesAtOnce,
        int queriesWaiting,
        int urlBytes,
        int filters,
        int sortColumns,
        int measures,
        long cacheBytes,
        Duration freshness) {
    /** The defaults. */
    public static final ServeLimits DEFAULT = new ServeLimits(
            10_000,
            1_000_000,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            4,
            32,
            8_192,
            20,
            8,
            16,
            16L << 20,
            Duration.ofSeconds(1));

    /** @throws IllegalArgumentException if one is not above 0; the cache and the freshness may be 0 */
    public ServeLimits {
        if (pageRows < 1
                || streamRows < 1
                || groups < 1
                || queryTime.toMillis() < 1
                || streamTime.compareTo(queryTime) < 0
                || queriesAtOnce < 1
                || queriesWaiting < 1
                || urlBytes < 1
                || filters < 1
                || sortColumns < 1
                || measures < 1
                || cacheBytes < 0
                || freshness.isNegative()) {
            throw new IllegalArgumentException(
                    "Limits must be above 0 (cacheBytes and freshness at least 0), and streamTime no less than"
                            + " queryTime.");
        }
    }

    /** The same with another longest time of a query. */
    public ServeLimits withQueryTime(Duration time) {
        return new ServeLimits(
                pageRows,
                streamRows,
                groups,
                time,
                streamTime.compareTo(time) < 0 ? time : streamTime,
                queriesAtOnce,
                queriesWaiting,
                urlBytes,
                filters,
                sortColumns,
                measures,
                cacheBytes,
                freshness);
    }

    /** The same with other numbers of queries. */
    public ServeLimits withQueries(int atOnce, int waiting) {
        return new ServeLimits(
                pageRows,
                streamRows,
                groups,
                queryTime,
                streamTime,
                atOnce,
                waiting,
                urlBytes,
                filters,
                sortColumns,
                measures,
                cacheBytes,
                freshness);
    }

    /** The same with other numbers of rows. */
    public ServeLimits withRows(int page, int stream) {
        return new ServeLimits(
                page,
                stream,
                groups,
                queryTime,
                streamTime,
                queriesAtOnce,
                queriesWaiting,
                urlBytes,
                filters,
                sortColumns,
                measures,
                cacheBytes,
                freshness);
    }

    /** The same with another age of the catalog. */
    public ServeLimits withFreshness(Duration age) {
        return new ServeLimits(
                pageRows,
                streamRows,
                groups,
                queryTime,
                streamTime,
                queriesAtOnce,
                queriesWaiting,
                urlBytes,
                filters,
                sortColumns,
                measures,
                cacheBytes,
                age);
    }
}
