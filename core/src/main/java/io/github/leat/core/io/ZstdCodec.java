package io.github.leat.core.io;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * zstd by zstd-jni. A class of its own, so that it is loaded only where the library is needed.
 *
 * <p>A window of up to 128 MiB is taken, outside the Java heap: what zstd itself takes unless told otherwise (RFC 8878, 3.1.1.1.2,
 * asks for 8 MiB at least). A frame that asks for more is refused.
 */
final class ZstdCodec {
    /** Base-2 logarithm of the largest window. */
    private static final int WINDOW_LOG = 27;

    private ZstdCodec() {}

    static InputStream open(InputStream in) throws IOException {
        ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(in);
        zstd.setLongMax(WINDOW_LOG);
        return zstd;
    }
}
