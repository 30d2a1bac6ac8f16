package io.github.leat.cli;

import io.github.leat.core.load.Progress;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line of a terminal, redrawn at most ten times a second and removed at the end. */
final class ProgressBar implements ProgressView {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final int LINE = 79;
    private static final int CELLS = 8;
    private static final String TO_LINE_START_AND_ERASE = "\r\033[K";

    private final PrintStream err;
    private final Style style;
    private final ProgressRates rates = new ProgressRates();
    private @Nullable Duration drawnAt;

    ProgressBar(Surroundings surroundings) {
        this.err = surroundings.err();
        this.style = surroundings.errStyle();
    }

    @Override
    public void onProgress(Progress progress) {
        rates.add(progress);
        if (progress.finished()) {
            clear();
            return;
        }
        Duration last = drawnAt;
        if (last == null || progress.elapsed().minus(last).compareTo(REDRAW) >= 0) {
            drawnAt = progress.elapsed();
            err.print(TO_LINE_START_AND_ERASE + line(progress));
            err.flush();
        }
    }

    private String line(Progress progress) {
        String bar = ProgressRates.share(progress)
                .map(share -> {
                    int full = (int) (share * CELLS);
                    return style.cyan("█".repeat(full))
                            + style.dim("░".repeat(CELLS - full))
                            + String.format(" %3d%% ", (int) (share * 100));
                })
                .orElse("");
        int room = LINE - (bar.isEmpty() ? 0 : CELLS + 6);
        String text = rates.shortText(progress);
        return bar + (text.length() > room ? text.substring(0, room - 1) + "…" : text);
    }

    @Override
    public void clear() {
        if (drawnAt != null) {
            err.print(TO_LINE_START_AND_ERASE);
            err.flush();
            drawnAt = null;
        }
    }
}
