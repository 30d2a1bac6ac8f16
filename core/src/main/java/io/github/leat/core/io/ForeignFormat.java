package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Files that are no text, or text that is no table, told by their first bytes. */
final class ForeignFormat {
    @SuppressWarnings("ArrayRecordComponent") // constants, never compared
    private record Magic(String what, String advice, int offset, int... bytes) {}

    private static final String CONVERT = "Convert it to CSV first.";
    private static final List<Magic> MAGICS = List.of(
            new Magic("a PDF", "Ask the publisher for the table as CSV.", 0, '%', 'P', 'D', 'F', '-'),
            new Magic(
                    "an old Office document, such as an Excel workbook (XLS)",
                    "Open it and save the sheet as CSV.",
                    0,
                    0xD0,
                    0xCF,
                    0x11,
                    0xE0,
                    0xA1,
                    0xB1,
                    0x1A,
                    0xE1),
            new Magic("a PNG image", "Name the file that holds the table.", 0, 0x89, 'P', 'N', 'G'),
            new Magic("a JPEG image", "Name the file that holds the table.", 0, 0xFF, 0xD8, 0xFF),
            new Magic(
                    "an SQLite database",
                    "Export the table as CSV.",
                    0,
                    'S',
                    'Q',
                    'L',
                    'i',
                    't',
                    'e',
                    ' ',
                    'f',
                    'o',
                    'r',
                    'm',
                    'a',
                    't',
                    ' ',
                    '3',
                    0),
            new Magic("an executable (ELF)", "Name the file that holds the table.", 0, 0x7F, 'E', 'L', 'F'),
            new Magic("Java bytecode", "Name the file that holds the table.", 0, 0xCA, 0xFE, 0xBA, 0xBE),
            new Magic("an Avro file", CONVERT, 0, 'O', 'b', 'j', 1),
            new Magic("an HDF5 file", CONVERT, 0, 0x89, 'H', 'D', 'F'),
            new Magic("a 7z archive", "Unpack it and name the file.", 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
            new Magic("a RAR archive", "Unpack it and name the file.", 0, 'R', 'a', 'r', '!', 0x1A, 7),
            new Magic("a tar archive", "Unpack it and name the file.", 257, 'u', 's', 't', 'a', 'r'));
    /** Magic numbers that are words: only where the bytes after them are no text. */
    private static final List<Magic> WORDS = List.of(
            new Magic("a Parquet file", CONVERT, 0, 'P', 'A', 'R', '1'),
            new Magic("an ORC file", CONVERT, 0, 'O', 'R', 'C'),
            new Magic("an Arrow file", CONVERT, 0, 'A', 'R', 'R', 'O', 'W', '1'),
            new Magic("a GIF image", "Name the file that holds the table.", 0, 'G', 'I', 'F', '8'),
            new Magic("a Windows executable", "Name the file that holds the table.", 0, 'M', 'Z'));

    private ForeignFormat() {}

    /**
     * Refuses what is plainly no CSV.
     *
     * @param head the first bytes, decompressed
     * @param wide whether they are UTF-16 or UTF-32, where NUL bytes are in order
     * @throws SourceException with what the bytes look like and what to do
     */
    static void requireText(String name, byte[] head, boolean wide) {
        refuse(name, head, MAGICS);
        if (!wide && looksBinary(head)) {
            refuse(name, head, WORDS);
            throw new SourceException(name + " looks like a binary file, not CSV: it has NUL or control bytes all over."
                    + " Name a text file; if this is one in an unusual encoding, declare the encoding.");
        }
        String start = new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1)
                .replace("\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new SourceException(
                    name + " is a web page (HTML), not CSV, perhaps an error page saved under this name."
                            + " Open it in a browser and look for the download of the file itself.");
        }
    }

    private static void refuse(String name, byte[] head, List<Magic> magics) {
        for (Magic magic : magics) {
            if (matches(head, magic)) {
                throw new SourceException(name + " is " + magic.what() + ", not CSV. " + magic.advice());
            }
        }
    }

    private static boolean matches(byte[] head, Magic magic) {
        if (head.length < magic.offset() + magic.bytes().length) {
            return false;
        }
        for (int i = 0; i < magic.bytes().length; i++) {
            if ((head[magic.offset() + i] & 0xFF) != magic.bytes()[i]) {
                return false;
            }
        }
        return true;
    }

    /** More than one control byte in fifty, and either many or no line at all: a stray NUL in a CSV is none of this. */
    private static boolean looksBinary(byte[] head) {
        int controls = 0;
        boolean lines = false;
        for (byte b : head) {
            if (b == '\n' || b == '\r') {
                lines = true;
            } else if (b >= 0 && b < ' ' && b != '\t' && b != '\f' && b != 0x0B && b != 0x1A && b != 0x1B) {
                controls++;
            }
        }
        return controls * 50L > head.length && (controls >= 16 || !lines);
    }
}
