package io.github.leat.cli;

import io.github.leat.core.load.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Rates since the first call, so that what an earlier run of a load did does not count as speed. */
final class ProgressRates {
    private static final double SHORTEST_SECONDS = 0.2;

    private @Nullable Progress first;

    /** Takes the state of the load. */
    void add(Progress progress) {
        if (first == null) {
            first = progress;
        }
    }

    /** Share of the source that is read, 0 to 1, if its size is known. */
    static Optional<Double> share(Progress progress) {
        return progress.totalBytes().isPresent() && progress.totalBytes().getAsLong() > 0
                ? Optional.of(Math.min(
                        1, progress.bytesRead() / (double) progress.totalBytes().getAsLong()))
                : Optional.empty();
    }

    long recordsPerSecond(Progress progress) {
        Progress start = first;
        double seconds = start == null ? 0 : seconds(start, progress);
        return start == null || seconds < SHORTEST_SECONDS
                ? 0
                : Math.round((progress.counts().read() - start.counts().read()) / seconds);
    }

    Optional<Duration> left(Progress progress) {
        Progress start = first;
        if (start == null || progress.totalBytes().isEmpty()) {
            return Optional.empty();
        }
        double seconds = seconds(start, progress);
        double read = (double) (progress.bytesRead() - start.bytesRead());
        if (seconds < SHORTEST_SECONDS || read <= 0) {
            return Optional.empty();
        }
        double bytesLeft = (double) (progress.totalBytes().getAsLong() - progress.bytesRead());
        return Optional.of(Duration.ofMillis((long) (1000 * bytesLeft * seconds / read)));
    }

    private static double seconds(Progress start, Progress now) {
        return now.elapsed().minus(start.elapsed()).toNanos() / 1e9;
    }

    /** {@code 12 MB of 96 MB · 1,234,567 records, 340,000/s · 3 rejected · 12 s left}. */
    String text(Progress progress) {
        StringBuilder text = new StringBuilder(Figures.bytes(progress.bytesRead()));
        progress.totalBytes().ifPresent(total -> text.append(" of ").append(Figures.bytes(total)));
        text.append(" · ").append(records(progress, Figures::count));
        left(progress)
                .ifPresent(left ->
                        text.append(" · ").append(Figures.duration(left)).append(" left"));
        return text.toString();
    }

    /** The same, short, what matters most first: {@code 12 s left · 12 MB · 1.2M records, 340k/s · 3 rejected}. */
    String shortText(Progress progress) {
        String left =
                left(progress).map(time -> Figures.duration(time) + " left · ").orElse("");
        return left + Figures.bytes(progress.bytesRead()) + " · " + records(progress, Figures::compact);
    }

    private String records(Progress progress, LongFunction<String> number) {
        long rate = recordsPerSecond(progress);
        long rejected = progress.counts().rejected();
        return number.apply(progress.counts().read()) + " records"
                + (rate > 0 ? ", " + number.apply(rate) + "/s" : "")
                + (rejected > 0 ? " · " + number.apply(rejected) + " rejected" : "");
    }
}
