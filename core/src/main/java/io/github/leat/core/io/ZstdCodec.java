package io.github.leat.core.io;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * zstd by zstd-jni. A class of its own, so that it is loaded only where the library is needed.
 *
 * <p>A window of up to 128 MiB is taken, outside the Java heap: what zstd itself takes unless told otherwise.
 */
final class ZstdCodec {
    private ZstdCodec() {}

    static InputStream open(InputStream in) throws IOException {
        return new ZstdInputStreamNoFinalizer(in);
    }
}
