package io.github.leat.hdx;

import java.util.Objects;

/**
 * A small text in a {@link Landing}.
 *
 * @param text its bytes; not to be changed
 * @param tag changes when the text changes: an ETag, a hash
 */
// Handed from the landing to who parses it, once.
@SuppressWarnings("ArrayRecordComponent")
public record LandedText(byte[] text, String tag) {
    /** Nothing may be null. */
    public LandedText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(tag, "tag");
    }
}
