package io.github.leat.serve;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

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
 * @param cacheBytes answers, and what was asked, that are kept in memory (default 16 MiB)
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
    public static final ServeLimits DEFAULT = builder().build();

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

    /** A builder in which everything is a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ServeLimits}. Refuses an option set twice. Not thread-safe. */
    public static final class Builder {
        private final Set<String> set = new HashSet<>();
        private int pageRows = 10_000;
        private int streamRows = 1_000_000;
        private int groups = 10_000;
        private Duration queryTime = Duration.ofSeconds(10);
        private Duration streamTime = Duration.ofMinutes(2);
        private int queriesAtOnce = 4;
        private int queriesWaiting = 32;
        private int urlBytes = 8_192;
        private int filters = 20;
        private int sortColumns = 8;
        private int measures = 16;
        private long cacheBytes = 16L << 20;
        private Duration freshness = Duration.ofSeconds(1);

        private Builder() {}

        private Builder once(String option) {
            if (!set.add(option)) {
                throw new IllegalStateException(option + " was set already");
            }
            return this;
        }

        /** Rows of a page of JSON or GeoJSON at most; default 10,000. */
        public Builder pageRows(int value) {
            pageRows = value;
            return once("pageRows");
        }

        /** Rows of an answer in CSV or NDJSON at most; default 1,000,000. */
        public Builder streamRows(int value) {
            streamRows = value;
            return once("streamRows");
        }

        /** Groups of an aggregate at most; default 10,000. They are held in memory while an answer is made. */
        public Builder groups(int value) {
            groups = value;
            return once("groups");
        }

        /** The longest a query may take until its first row, and an aggregate at all; default 10 s. */
        public Builder queryTime(Duration value) {
            queryTime = value;
            return once("queryTime");
        }

        /** The longest that rows may take to be read by the client; default 2 min, never below the time of a query. */
        public Builder streamTime(Duration value) {
            streamTime = value;
            return once("streamTime");
        }

        /** Queries that run at once; default 4. Each takes a connection and a thread. */
        public Builder queriesAtOnce(int value) {
            queriesAtOnce = value;
            return once("queriesAtOnce");
        }

        /** Requests that wait for their turn; default 32. More get 503. */
        public Builder queriesWaiting(int value) {
            queriesWaiting = value;
            return once("queriesWaiting");
        }

        /** Bytes of the longest path with its parameters; default 8,192. */
        public Builder urlBytes(int value) {
            urlBytes = value;
            return once("urlBytes");
        }

        /** Filters of a request; default 20. {@code in} may list ten times as many values. */
        public Builder filters(int value) {
            filters = value;
            return once("filters");
        }

        /** Columns of a sort, and of a grouping; default 8. */
        public Builder sortColumns(int value) {
            sortColumns = value;
            return once("sortColumns");
        }

        /** Figures of an aggregate; default 16. */
        public Builder measures(int value) {
            measures = value;
            return once("measures");
        }

        /** Bytes of answers, and of what was asked, that are kept in memory; default 16 MiB; 0 keeps none. */
        public Builder cacheBytes(long value) {
            cacheBytes = value;
            return once("cacheBytes");
        }

        /** How old the catalog may be; default 1 s. Zero reads it for each request. */
        public Builder freshness(Duration value) {
            freshness = value;
            return once("freshness");
        }

        /**
         * The limits.
         *
         * @throws IllegalArgumentException if one is not above 0, or the times contradict each other
         */
        public ServeLimits build() {
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
                    freshness);
        }
    }
}
