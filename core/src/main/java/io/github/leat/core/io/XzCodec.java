package io.github.leat.core.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** xz by XZ for Java. A class of its own, so that it is loaded only where the library is needed. */
final class XzCodec {
    /** The largest preset, {@code xz -9}, takes 65 MiB to decompress; a header may ask for 4 GiB. */
    private static final int MEMORY_KIB = 100 << 10;

    private XzCodec() {}

    static InputStream open(InputStream in) throws IOException {
        return new XZInputStream(new BufferedInputStream(in, 16 << 10), MEMORY_KIB);
    }
}
