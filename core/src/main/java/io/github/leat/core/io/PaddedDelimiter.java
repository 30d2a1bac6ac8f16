package io.github.leat.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A delimiter of two characters: an ASCII character, then a blank. Text that is written so is read with the blank left out,
 * but for blanks inside quotes. Immutable.
 *
 * @param delimiter the character
 * @param quote what encloses fields; empty: nothing
 */
public record PaddedDelimiter(char delimiter, Optional<Character> quote) {
    /** @throws IllegalArgumentException if the delimiter is not ASCII, or a blank */
    public PaddedDelimiter {
        if (delimiter >= 0x80 || delimiter == ' ') {
            throw new IllegalArgumentException(
                    "The delimiter must be an ASCII character and no blank, got \"" + delimiter + "\"");
        }
    }

    /** A text without the blanks. */
    public byte[] unpad(byte[] text) {
        try (InputStream in = new UnpaddedStream(new ByteArrayInputStream(text), this)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("A byte array does not fail", e);
        }
    }
}
