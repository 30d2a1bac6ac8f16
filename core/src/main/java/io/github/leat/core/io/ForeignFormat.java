package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Files that are no text, or text that is no table, told by their first bytes. */
final class ForeignFormat {
    /** What files begin with; the bytes are written as characters of Latin-1. */
    private record Magic(String what, String advice, int offset, String bytes) {}

    private static final String CONVERT = "Convert it to CSV first.";
    private static final String OTHER_FILE = "Name the file that holds the table.";
    private static final String UNPACK = "Unpack it and name the file.";
    private static final List<Magic> MAGICS = List.of(
            new Magic("a PDF", "Ask the publisher for the table as CSV.", 0, "%PDF-"),
            new Magic(
                    "an old Office document, such as an Excel workbook (XLS)",
                    "Open it and save the sheet as CSV.",
                    0,
                    "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
            new Magic("a shapefile (SHP), which is a map", "Ask the publisher for the table as CSV.", 0, "\0\0'\n"),
            new Magic("a PNG image", OTHER_FILE, 0, "\u0089PNG"),
            new Magic("a JPEG image", OTHER_FILE, 0, "\u00FF\u00D8\u00FF"),
            new Magic("an SQLite database", "Export the table as CSV.", 0, "SQLite format 3\0"),
            new Magic("an executable (ELF)", OTHER_FILE, 0, "\u007FELF"),
            new Magic("Java bytecode", OTHER_FILE, 0, "\u00CA\u00FE\u00BA\u00BE"),
            new Magic("an Avro file", CONVERT, 0, "Obj\u0001"),
            new Magic("an HDF5 file", CONVERT, 0, "\u0089HDF"),
            new Magic("a 7z archive", UNPACK, 0, "7z\u00BC\u00AF'\u001C"),
            new Magic("a RAR archive", UNPACK, 0, "Rar!\u001A\u0007"),
            new Magic("a tar archive", UNPACK, 257, "ustar"));
    /** Magic numbers that are words: only where the bytes after them are no text. */
    private static final List<Magic> WORDS = List.of(
            new Magic("a Parquet file", CONVERT, 0, "PAR1"),
            new Magic("an ORC file", CONVERT, 0, "ORC"),
            new Magic("an Arrow file", CONVERT, 0, "ARROW1"),
            new Magic("a GIF image", OTHER_FILE, 0, "GIF8"),
            new Magic("a Windows executable", OTHER_FILE, 0, "MZ"));

    private static final Pattern JSON = Pattern.compile("\\{\\s*\"[^\"]*\"\\s*:|\\[\\s*\\{\\s*\"[^\"]*\"\\s*:");

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
        String kind = markup(start);
        if (!kind.isEmpty()) {
            throw new SourceException(name + " is " + kind + ", not CSV. " + CONVERT);
        }
    }

    /** Beginnings that no header of a table has. */
    private static String markup(String start) {
        if (start.startsWith("<?xml") || start.startsWith("<kml")) {
            return start.contains("<kml") ? "a map (KML)" : "XML";
        }
        boolean object = JSON.matcher(start).lookingAt();
        return object ? (start.contains("\"featurecollection\"") ? "a map (GeoJSON)" : "JSON") : "";
    }

    private static void refuse(String name, byte[] head, List<Magic> magics) {
        for (Magic magic : magics) {
            if (matches(head, magic)) {
                throw new SourceException(name + " is " + magic.what() + ", not CSV. " + magic.advice());
            }
        }
    }

    private static boolean matches(byte[] head, Magic magic) {
        byte[] bytes = magic.bytes().getBytes(StandardCharsets.ISO_8859_1);
        int end = magic.offset() + bytes.length;
        return head.length >= end && Arrays.equals(head, magic.offset(), end, bytes, 0, bytes.length);
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
