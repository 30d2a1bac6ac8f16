package io.github.leat.core.io;

/** How a source's bytes are compressed, told by their first bytes, never by the name alone. */
public enum Compression {
    /** Not compressed. */
    NONE("plain", true),
    /** RFC 1952, also several members one after the other. */
    GZIP("gzip", true),
    /** A ZIP archive with exactly one file. */
    ZIP("zip", true),
    /** RFC 8878; recognised, not read yet. */
    ZSTD("zstd", false),
    /** Recognised, not read yet. */
    BZIP2("bzip2", false),
    /** Recognised, not read yet. */
    XZ("xz", false);

    /** Bytes of the head that {@link #detect} looks at. */
    public static final int MAGIC_BYTES = 10;

    private final String label;
    private final boolean readable;

    Compression(String label, boolean readable) {
        this.label = label;
        this.readable = readable;
    }

    /** The format's common name, in lower case. */
    public String label() {
        return label;
    }

    /** Whether it can be opened. */
    public boolean isReadable() {
        return readable;
    }

    /** The compression of a source that begins with these bytes. */
    public static Compression detect(byte[] head) {
        if (starts(head, 0x1F, 0x8B, 0x08)) {
            return GZIP;
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (starts(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return ZSTD;
        }
        if (starts(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        boolean bzip2 = starts(head, 'B', 'Z', 'h') && head.length >= 10 && head[3] >= '1' && head[3] <= '9';
        boolean block = bzip2 && ((head[4] == 0x31 && head[5] == 0x41) || (head[4] == 0x17 && head[5] == 0x72));
        return block ? BZIP2 : NONE;
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
