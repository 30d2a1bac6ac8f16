package io.github.leat.spark;

import io.github.leat.core.sink.RecordCounts;
import java.util.List;

/**
 * What a load on Spark did. Immutable.
 *
 * @param counts of all files that were loaded now or by an earlier run of this load; balanced
 * @param files in the order of their names
 */
public record SparkLoadReport(RecordCounts counts, List<FileReport> files) {
    /** Copies the list. */
    public SparkLoadReport {
        files = List.copyOf(files);
    }

    /** How a file was loaded. */
    public enum How {
        /** By one task. */
        WHOLE,
        /** By a task for each part. */
        PARTS,
        /** Not at all: the target has this version. */
        ALREADY_LOADED,
        /** Not at all: the target has a newer version. */
        STALE
    }

    /**
     * One file.
     *
     * @param name its name
     * @param how how it was loaded
     * @param parts by how many tasks
     * @param counts what became of its records; zero if it was not loaded now
     */
    public record FileReport(String name, How how, int parts, RecordCounts counts) {}
}
