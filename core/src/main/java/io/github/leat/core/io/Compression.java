package io.github.leat.core.io;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a source's bytes are compressed, told by their first bytes, never by the name. */
public enum Compression {
    /** Not compressed. */
    NONE("plain", null),
    /** RFC 1952, also several members one after the other. */
    GZIP("gzip", null),
    /** A ZIP archive with exactly one file. */
    ZIP("zip", null),
    /** RFC 8878, also several frames one after the other, and with skippable frames, as pzstd writes. */
    ZSTD("zstd", "com.github.luben:zstd-jni"),
    /** Also several streams one after the other, as pbzip2 writes. */
    BZIP2("bzip2", "org.apache.commons:commons-compress"),
    /** Also several streams one after the other. */
    XZ("xz", "org.tukaani:xz");

    /** Bytes of the head that {@link #detect} looks at. */
    public static final int MAGIC_BYTES = 10;

    private final String label;
    private final @Nullable String library;

    Compression(String label, @Nullable String library) {
        this.label = label;
        this.library = library;
    }

    /** The format's common name, in lower case. */
    public String label() {
        return label;
    }

    /** The library that has to be on the class path to open it, as {@code group:artifact}; empty where none is needed. */
    public Optional<String> library() {
        return Optional.ofNullable(library);
    }

    /** The compression of a source that begins with these bytes. */
    public static Compression detect(byte[] head) {
        if (starts(head, 0x1F, 0x8B, 0x08)) {
            return GZIP;
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (starts(head, 0x28, 0xB5, 0x2F, 0xFD) || isSkippableFrame(head)) {
            return ZSTD;
        }
        if (starts(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        boolean bzip2 = starts(head, 'B', 'Z', 'h') && head.length >= 10 && head[3] >= '1' && head[3] <= '9';
        boolean block = bzip2 && ((head[4] == 0x31 && head[5] == 0x41) || (head[4] == 0x17 && head[5] == 0x72));
        return block ? BZIP2 : NONE;
    }

    private static boolean isSkippableFrame(byte[] head) {
        return head.length >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18;
    }

    static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
