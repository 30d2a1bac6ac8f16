package io.github.leat.core.load;

import io.github.leat.core.Position;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.load.internal.LaneSettings;
import io.github.leat.core.load.internal.Lanes;
import io.github.leat.core.load.internal.Pace;
import io.github.leat.core.load.internal.Tally;
import io.github.leat.core.record.RecordBatch;
import java.time.Duration;

/** How far a run is in the text, and who is told. One thread's. */
final class RunProgress {
    private final Load load;
    private final Tally tally;
    private final Pace pace;
    private final Lanes lanes;
    private final long startedAt;
    private long textBytes;
    private long textStart;
    private long readBefore;
    private long handedOver;

    /** @param startedAt on the load's ticker, when the first run of it began */
    RunProgress(Load load, LaneSettings settings, Lanes lanes, long startedAt) {
        this.load = load;
        this.tally = settings.tally();
        this.pace = settings.pace();
        this.lanes = lanes;
        this.startedAt = startedAt;
    }

    Duration elapsed() {
        return Duration.ofNanos(load.ticker.nanos() - startedAt);
    }

    /** Bytes of text that were handed over. */
    long textBytes() {
        return textBytes;
    }

    /** Where reading begins; what the tally has by now was read before. */
    void begin(Position start, TextStream text) {
        textBytes = start.byteOffset();
        textStart = textBytes;
        readBefore = tally.counts().read();
        load.observer.onProgress(progress(text, false));
    }

    /** @param reached the byte of the text, about */
    void handedOver(RecordBatch slice, long reached, TextStream text) {
        handedOver += slice.size();
        textBytes = Math.max(textBytes, reached);
        tell(text, false);
    }

    /** All records up to here are settled. */
    void stopped(Position at) {
        textBytes = at.byteOffset();
    }

    void finished(Position end, TextStream text) {
        textBytes = end.byteOffset();
        tell(text, true);
    }

    private void tell(TextStream text, boolean isFinished) {
        Progress now = progress(text, isFinished);
        load.progress.onProgress(now);
        load.observer.onProgress(now);
    }

    private Progress progress(TextStream text, boolean isFinished) {
        return new Progress(
                load.source.name(),
                text.fileBytesRead(),
                load.source.sizeInBytes(),
                tally.counts(),
                elapsed(),
                tally.throttled(),
                isFinished,
                settledText(),
                tally.commits(),
                new Pacing(
                        pace.unit(),
                        pace.allowedPerSecond(),
                        pace.spent(),
                        tally.throttledRequests(),
                        lanes.blocked(),
                        lanes.count()));
    }

    /** Bytes of text of the records that are counted, by their share of those that were handed over. */
    private long settledText() {
        long settled = tally.counts().read() - readBefore;
        if (handedOver == 0 || settled >= handedOver) {
            return textBytes;
        }
        return textStart + (long) ((double) (textBytes - textStart) * settled / handedOver);
    }
}
