package io.github.leat.core.io;

import java.io.FilterInputStream;
import java.io.InputStream;

/** An opened {@link TextSource}: UTF-8 bytes, and how much of the source they took. Not thread-safe but for the count. */
public final class TextStream extends FilterInputStream {
    private final CountingStream source;

    TextStream(InputStream text, CountingStream source) {
        super(text);
        this.source = source;
    }

    /**
     * Bytes of the source read so far, compressed where the source is, including those left out at the start: what a
     * progress bar compares with the source's size. Any thread may ask.
     */
    public long fileBytesRead() {
        return source.count();
    }
}
