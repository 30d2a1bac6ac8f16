package io.github.leat.core.io;

/**
 * What a compressed source may grow to, against files made to exhaust what reads them.
 *
 * <p>Immutable. The ratio is looked at from 16 MiB of output on, since short repetitive texts compress a lot.
 *
 * @param maxRatio most bytes out per byte in, default 1,000; a single layer of gzip cannot exceed 1,032
 * @param maxBytes most bytes out, default 1 TiB
 */
public record DecompressionLimits(int maxRatio, long maxBytes) {
    /** Output in bytes below which the ratio is not looked at. */
    public static final long RATIO_FROM_BYTES = 16L << 20;

    private static final DecompressionLimits DEFAULTS = new DecompressionLimits(1_000, 1L << 40);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is below 1
     */
    public DecompressionLimits {
        if (maxRatio < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Limits must be above 0, got maxRatio " + maxRatio + ", maxBytes " + maxBytes);
        }
    }

    /** A ratio of 1,000 and 1 TiB. */
    public static DecompressionLimits defaults() {
        return DEFAULTS;
    }
}
