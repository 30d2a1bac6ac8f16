package io.github.leat.core.io;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/**
 * How a source's text is encoded. Immutable.
 *
 * @param charset the character set; never one that guesses the byte order
 */
public record TextEncoding(Charset charset) {
    /** What everything is turned into; read as it is. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8);
    /** Two bytes each, the low one first. */
    public static final TextEncoding UTF_16LE = new TextEncoding(StandardCharsets.UTF_16LE);
    /** Two bytes each, the high one first. */
    public static final TextEncoding UTF_16BE = new TextEncoding(StandardCharsets.UTF_16BE);
    /** Four bytes each, the lowest first. */
    public static final TextEncoding UTF_32LE = new TextEncoding(Charset.forName("UTF-32LE"));
    /** Four bytes each, the highest first. */
    public static final TextEncoding UTF_32BE = new TextEncoding(Charset.forName("UTF-32BE"));
    /** What Western Windows writes; its five undefined bytes become control characters, as the WHATWG standard says. */
    public static final TextEncoding WINDOWS_1252 = new TextEncoding(Charset.forName("windows-1252"));

    /** Labels that the WHATWG Encoding Standard reads as windows-1252 (list of labels, read 2026-11). */
    private static final Set<String> LATIN_1 = Set.of(
            "ascii", "us-ascii", "ansi", "latin1", "latin-1", "l1", "iso-8859-1", "iso8859-1", "iso88591", "cp1252");

    /**
     * The encoding of a name such as {@code UTF-16LE} or {@code iso-8859-2}, in any case. {@code iso-8859-1} and its like
     * mean windows-1252, as browsers read them; {@code UTF-16} and {@code UTF-32} without order mean the little-endian one.
     *
     * @throws IllegalArgumentException if there is no such encoding
     */
    public static TextEncoding of(String name) {
        String label = name.strip().toLowerCase(Locale.ROOT);
        if (LATIN_1.contains(label)) {
            return WINDOWS_1252;
        }
        return switch (label) {
            case "utf-16", "utf16" -> UTF_16LE;
            case "utf-32", "utf32" -> UTF_32LE;
            default -> {
                try {
                    yield new TextEncoding(Charset.forName(label));
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    throw new IllegalArgumentException(
                            "There is no encoding \"" + name
                                    + "\". Known are UTF-8, UTF-16LE, UTF-16BE, UTF-32LE, UTF-32BE, windows-1252, ISO-8859-2"
                                    + " and the others of this Java runtime.",
                            e);
                }
            }
        };
    }

    /** The name, such as {@code UTF-8} or {@code windows-1252}. */
    public String name() {
        return charset.name();
    }

    /** Whether the bytes are UTF-8 already. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** Whether a character takes two or four bytes, so that NUL bytes are in order. */
    public boolean isWide() {
        return name().startsWith("UTF-16") || name().startsWith("UTF-32");
    }

    @Override
    public String toString() {
        return name();
    }
}
