package io.github.leat.cli;

import io.github.leat.core.load.Progress;
import java.io.PrintStream;
import java.time.Duration;

/** A line every few seconds, for logs. A short load has none. */
final class ProgressLines implements ProgressView {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream err;
    private final ProgressRates rates = new ProgressRates();
    private Duration next = FIRST;

    ProgressLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public void onProgress(Progress progress) {
        rates.add(progress);
        if (progress.finished() || progress.elapsed().compareTo(next) < 0) {
            return;
        }
        next = progress.elapsed().plus(EVERY);
        String share = ProgressRates.share(progress)
                .map(part -> (int) (part * 100) + "% · ")
                .orElse("");
        err.println(progress.source() + ": " + share + rates.text(progress));
    }

    @Override
    public void clear() {
        // Lines stay.
    }
}
