package io.github.leat.benchmarks.soak;

/**
 * What the process holds at one moment.
 *
 * @param minute since the beginning
 * @param heapBytes in use; at rest after a collection
 * @param residentBytes of the machine's memory: heap, code, stacks, and what DuckDB holds
 * @param postgres connections there, those of the rehearsal of Redshift among them
 */
record Sample(
        double minute, long heapBytes, long residentBytes, int threads, long descriptors, int postgres, int mariaDb) {}
