package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names in a ZIP archive's directory, so that an archive of several files is refused before its first byte is used. */
final class ZipListing {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_BYTES = 22;
    /** A directory beyond this is not looked at: an archive of one file has a small one. */
    private static final int TAIL_BYTES = 256 << 10;

    private ZipListing() {}

    /** @throws SourceException if the archive surely does not hold exactly one file */
    static void requireOneFile(ByteSource source) throws IOException {
        if (!source.isReplayable() || source.sizeInBytes().isEmpty()) {
            return;
        }
        long size = source.sizeInBytes().getAsLong();
        long from = Math.max(0, size - TAIL_BYTES);
        byte[] tail;
        try (InputStream in = source.open(from)) {
            tail = in.readNBytes(TAIL_BYTES);
        }
        List<String> files = files(tail, from);
        requireNoOffice(source.name(), files);
        if (files.size() > 1) {
            int shown = Math.min(3, files.size());
            throw new SourceException(source.name() + " is a ZIP archive of " + files.size() + " files: "
                    + String.join(", ", files.subList(0, shown)) + (shown < files.size() ? ", …" : "")
                    + ". Unpack it and name the file.");
        }
    }

    /** Names of the files; empty if the directory is not in the tail. */
    private static List<String> files(byte[] tail, long tailFrom) {
        ByteBuffer buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        int end = tail.length - END_BYTES;
        while (end >= 0 && buffer.getInt(end) != END_SIGNATURE) {
            end--;
        }
        List<String> files = new ArrayList<>();
        if (end < 0) {
            return files;
        }
        long at = (buffer.getInt(end + 16) & 0xFFFF_FFFFL) - tailFrom;
        while (at >= 0 && at + 46 <= end && buffer.getInt((int) at) == ENTRY_SIGNATURE) {
            int nameLength = buffer.getShort((int) at + 28) & 0xFFFF;
            int extra = buffer.getShort((int) at + 30) & 0xFFFF;
            int comment = buffer.getShort((int) at + 32) & 0xFFFF;
            if (at + 46 + nameLength > end) {
                break;
            }
            String name = new String(tail, (int) at + 46, nameLength, StandardCharsets.UTF_8);
            if (isFile(name)) {
                files.add(name);
            }
            at += 46L + nameLength + extra + comment;
        }
        return files;
    }

    /** Whether an entry is a file of the user's: no directory, none of what macOS adds. */
    static boolean isFile(String entry) {
        return !entry.endsWith("/") && !entry.startsWith("__MACOSX/");
    }

    /** @throws SourceException if the names are those of an office document */
    static void requireNoOffice(String source, List<String> names) {
        for (String name : names) {
            String kind = switch (name) {
                case "[Content_Types].xml", "xl/workbook.xml" -> "an Office document, such as an Excel workbook (XLSX)";
                case "mimetype" -> "an OpenDocument file, such as a spreadsheet (ODS)";
                default -> name.endsWith(".shp") ? "a zipped shapefile (SHP), which is a map" : "";
            };
            if (!kind.isEmpty()) {
                throw new SourceException(source + " is " + kind + ", not CSV. " + advice(name));
            }
        }
    }

    private static String advice(String name) {
        if (name.endsWith(".shp")) {
            return "Ask the publisher for the table as CSV, or convert it with a GIS.";
        }
        return name.equals("mimetype")
                ? "Open it and save the sheet as CSV or XLSX."
                : "Open it and save the sheet as CSV; programs read workbooks by XlsxSource of the module source-xlsx.";
    }
}
