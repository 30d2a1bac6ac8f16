package io.github.leat.benchmarks.all;

/** One of the tables: what it is called and how it is measured. */
interface Table {
    /** What {@code --only} takes, and the name of the files. */
    String id();

    /** A heading of a few words. */
    String title();

    /**
     * Proves equal answers, then measures.
     *
     * @throws IllegalStateException if a side answers something else
     */
    Page measure(Effort effort) throws Exception;
}
