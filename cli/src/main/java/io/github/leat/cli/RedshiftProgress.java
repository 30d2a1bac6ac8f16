package io.github.leat.cli;

import io.github.leat.redshift.backup.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a snapshot or a restore is: one line of a terminal, redrawn; elsewhere a line when the status changes, and every minute. */
final class RedshiftProgress {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String TO_LINE_START_AND_ERASE = "\r\033[K";

    private final Surroundings surroundings;
    private @Nullable Progress shown;

    RedshiftProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void show(Progress now) {
        if (surroundings.errTerminal()) {
            surroundings.err().print(TO_LINE_START_AND_ERASE + line(now));
            surroundings.err().flush();
            shown = now;
            return;
        }
        Progress last = shown;
        if (last == null
                || !last.status().equals(now.status())
                || now.elapsed().minus(last.elapsed()).compareTo(EVERY) >= 0) {
            surroundings.err().println(line(now));
            shown = now;
        }
    }

    static String line(Progress progress) {
        StringBuilder text = new StringBuilder(progress.what() + ": " + progress.status());
        progress.share()
                .ifPresent(
                        share -> text.append(" · ").append((int) (share * 100)).append('%'));
        if (progress.doneMegabytes().isPresent() && progress.totalMegabytes().isPresent()) {
            text.append(" · ")
                    .append(megabytes(progress.doneMegabytes().getAsDouble()))
                    .append(" of ")
                    .append(megabytes(progress.totalMegabytes().getAsDouble()))
                    .append(" MB");
        }
        progress.megabytesPerSecond().ifPresent(rate -> text.append(rate > 0 ? " · " + megabytes(rate) + " MB/s" : ""));
        progress.remaining()
                .filter(time -> !time.isZero())
                .ifPresent(time ->
                        text.append(" · ").append(Figures.duration(time)).append(" left"));
        return text.append(" · ")
                .append(Figures.duration(progress.elapsed()))
                .append(" waited")
                .toString();
    }

    private static String megabytes(double number) {
        return Figures.count(Math.round(number));
    }

    void clear() {
        if (surroundings.errTerminal() && shown != null) {
            surroundings.err().print(TO_LINE_START_AND_ERASE);
            surroundings.err().flush();
        }
    }
}
