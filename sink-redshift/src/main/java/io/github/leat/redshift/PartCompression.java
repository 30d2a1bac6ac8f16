package io.github.leat.redshift;

/** How the parts on S3 are compressed. */
public enum PartCompression {
    /** The JDK's own, level 1: COPY's {@code GZIP}. The default. */
    GZIP(".csv.gz"),
    /** Faster and smaller, level 1; needs {@code com.github.luben:zstd-jni} on the class path: COPY's {@code ZSTD}. */
    ZSTD(".csv.zst");

    private final String suffix;

    PartCompression(String suffix) {
        this.suffix = suffix;
    }

    /** What names of parts end with. */
    public String suffix() {
        return suffix;
    }
}
