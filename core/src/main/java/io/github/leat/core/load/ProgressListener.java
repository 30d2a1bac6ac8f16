package io.github.leat.core.load;

/** Told how far a load is, after every batch and once at the end, on the reading thread. Keep it quick. */
@FunctionalInterface
public interface ProgressListener {
    /** Takes the state of the load. */
    void onProgress(Progress progress);
}
