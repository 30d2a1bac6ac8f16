package io.github.leat.core.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2 by Commons Compress. A class of its own, so that it is loaded only where the library is needed. */
final class Bzip2Codec {
    private Bzip2Codec() {}

    static InputStream open(InputStream in) throws IOException {
        // It reads byte by byte.
        return new BZip2CompressorInputStream(new BufferedInputStream(in, 16 << 10), true);
    }
}
