package io.github.leat.cli;

import java.time.Duration;

/** What is waited for: one line of a terminal, redrawn; elsewhere a line when the status changes, and every minute. */
final class StatusLine {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String TO_LINE_START_AND_ERASE = "\r\033[K";

    private final Surroundings surroundings;
    private String lastStatus = "";
    private Duration lastShown = Duration.ZERO;
    private boolean shown;

    StatusLine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void show(String status, Duration elapsed, String line) {
        if (surroundings.errTerminal()) {
            surroundings.err().print(TO_LINE_START_AND_ERASE + line);
            surroundings.err().flush();
            shown = true;
            return;
        }
        if (!shown || !lastStatus.equals(status) || elapsed.minus(lastShown).compareTo(EVERY) >= 0) {
            surroundings.err().println(line);
            shown = true;
            lastStatus = status;
            lastShown = elapsed;
        }
    }

    void clear() {
        if (surroundings.errTerminal() && shown) {
            surroundings.err().print(TO_LINE_START_AND_ERASE);
            surroundings.err().flush();
        }
    }
}
