package io.github.leat.core.load;

import io.github.leat.core.sink.RecordCounts;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a load is.
 *
 * @param source its name
 * @param bytesRead bytes of the source file read so far, as stored (compressed ones where it is compressed)
 * @param totalBytes size of the source, if known
 * @param counts records read and what became of them so far
 * @param elapsed since this run began
 * @param throttled time spent waiting for the throughput, of that
 * @param finished whether this is the last call
 */
public record Progress(
        String source,
        long bytesRead,
        OptionalLong totalBytes,
        RecordCounts counts,
        Duration elapsed,
        Duration throttled,
        boolean finished) {}
