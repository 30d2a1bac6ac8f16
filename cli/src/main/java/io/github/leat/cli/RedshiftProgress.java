package io.github.leat.cli;

import io.github.leat.redshift.backup.Progress;

/** How far a snapshot or a restore is. */
final class RedshiftProgress {
    private final StatusLine line;

    RedshiftProgress(Surroundings surroundings) {
        line = new StatusLine(surroundings);
    }

    void show(Progress now) {
        line.show(now.status(), now.elapsed(), line(now));
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
        line.clear();
    }
}
