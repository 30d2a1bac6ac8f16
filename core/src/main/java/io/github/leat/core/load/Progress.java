package io.github.leat.core.load;

import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a load is. Immutable.
 *
 * @param source its name
 * @param bytesRead bytes of the source file read so far, as stored (compressed ones where it is compressed)
 * @param totalBytes size of the source, if known
 * @param counts records read and what became of them so far
 * @param elapsed since this run began
 * @param throttled time that writers spent waiting for the throughput, all of them together
 * @param finished whether this is the last call
 * @param textBytes bytes of text of the records that are counted (decompressed, in UTF-8), those of earlier runs included
 * @param commits how many commits this run has made
 * @param pacing what may be spent, and what was
 */
public record Progress(
        String source,
        long bytesRead,
        OptionalLong totalBytes,
        RecordCounts counts,
        Duration elapsed,
        Duration throttled,
        boolean finished,
        long textBytes,
        long commits,
        Pacing pacing) {

    /** Without what only observers ask for: the text is taken to be as long as the file, without commits and bounds. */
    public Progress(
            String source,
            long bytesRead,
            OptionalLong totalBytes,
            RecordCounts counts,
            Duration elapsed,
            Duration throttled,
            boolean finished) {
        this(source, bytesRead, totalBytes, counts, elapsed, throttled, finished, bytesRead, 0, Pacing.NONE);
    }
}
