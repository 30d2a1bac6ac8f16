package io.github.leat.cli;

import io.github.leat.core.load.Progress;
import io.github.leat.core.load.ProgressListener;

/** Shows people how far a load is. */
interface ProgressView extends ProgressListener {
    /** Removes what is to be seen of it. Idempotent. */
    void clear();

    /** A bar on a terminal, lines elsewhere. */
    static ProgressView of(Surroundings surroundings, boolean wanted) {
        if (!wanted) {
            return new NoProgress();
        }
        return surroundings.errTerminal() ? new ProgressBar(surroundings) : new ProgressLines(surroundings.err());
    }

    /** Shows nothing. */
    final class NoProgress implements ProgressView {
        @Override
        public void onProgress(Progress progress) {
            // Nothing is wanted.
        }

        @Override
        public void clear() {
            // Nothing is there.
        }
    }
}
