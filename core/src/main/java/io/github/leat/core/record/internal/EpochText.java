package io.github.leat.core.record.internal;

/** Instants written as a count since 1970-01-01T00:00Z: seconds, with a fraction or without, milliseconds or microseconds. */
final class EpochText {
    private static final int DIGITS = 18;
    private static final int MICRO_DIGITS = 6;

    private EpochText() {}

    /**
     * The parser of a format: {@code epoch}, {@code epoch_millis} or {@code epoch_micros}.
     *
     * @throws IllegalArgumentException if it is another one
     */
    static ValueParser parser(String format) {
        return switch (format) {
            case "epoch" -> (b, from, to) -> NumberText.parseUnscaled(b, from, to, DIGITS, MICRO_DIGITS, false);
            case "epoch_millis" -> (b, from, to) -> NumberText.parseUnscaled(b, from, to, DIGITS, 3, false);
            case "epoch_micros" -> (b, from, to) -> NumberText.parseUnscaled(b, from, to, DIGITS, 0, false);
            default ->
                throw new IllegalArgumentException("\"" + format + "\" is not the format of a TIMESTAMP_TZ."
                        + " Write epoch, epoch_millis or epoch_micros, or leave it out for the ISO form.");
        };
    }
}
