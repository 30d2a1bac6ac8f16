package io.github.leat.hdx;

import java.util.List;

/**
 * What a sync did. Immutable.
 *
 * @param landing where the files are
 * @param files each file of the datasets, in their order
 */
public record SyncReport(String landing, List<SyncedFile> files) {
    /** The list is copied. */
    public SyncReport {
        files = List.copyOf(files);
    }

    /** How many files met an outcome. */
    public long count(SyncOutcome outcome) {
        return files.stream().filter(file -> file.outcome() == outcome).count();
    }

    /** Bytes that were fetched. */
    public long bytes() {
        return files.stream().mapToLong(SyncedFile::bytes).sum();
    }
}
