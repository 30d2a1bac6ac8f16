package io.github.leat.xlsx.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells near the top of a sheet that are merged over several columns, as group headings are: by row, each a first and a last
 * column.
 *
 * <p>The file lists them behind the rows, and a stream needs them before. So the sheet is decompressed once only for them,
 * without being parsed.
 */
final class MergedCells {
    /** Headings are in the first rows; merged cells below are left as they are. */
    private static final int ROWS = 50;

    private static final int MAX_TAIL = 4 << 20;
    private static final byte[] END = "sheetData>".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern MERGED =
            Pattern.compile("mergeCell\\s[^>]*?ref\\s*=\\s*[\"']([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})[\"']");

    private final Map<Long, List<int[]>> byRow = new HashMap<>();
    private final Map<Long, Long> deepest = new HashMap<>();

    /** The spans of a row. */
    List<int[]> of(long row) {
        return byRow.getOrDefault(row, List.of());
    }

    /** Whether no cell is merged over several columns. */
    boolean isEmpty() {
        return byRow.isEmpty();
    }

    /** The last row that a cell of a row is merged down to; the row itself if none is. */
    long deepest(long row) {
        return deepest.getOrDefault(row, row);
    }

    static MergedCells read(Archive archive, String part) throws IOException {
        MergedCells merged = new MergedCells();
        Matcher matcher = MERGED.matcher(tail(archive, part));
        while (matcher.find()) {
            long row = Long.parseLong(matcher.group(2));
            int first = SheetRows.column(matcher.group(1), 0);
            int last = SheetRows.column(matcher.group(3), 0);
            if (row <= ROWS) {
                merged.deepest.merge(row, Long.parseLong(matcher.group(4)), Math::max);
            }
            if (row <= ROWS && last > first) {
                merged.byRow.computeIfAbsent(row, key -> new ArrayList<>()).add(new int[] {first, last});
            }
        }
        return merged;
    }

    /** What comes behind the rows. */
    private static String tail(Archive archive, String part) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int matched = 0;
        int found = 0;
        try (InputStream in = archive.open(part)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    matched = buffer[i] == END[matched] ? matched + 1 : buffer[i] == END[0] ? 1 : 0;
                    if (matched == END.length) {
                        matched = 0;
                        found++;
                        if (found == 2) { // the first opens the rows
                            byte[] rest = in.readNBytes(MAX_TAIL);
                            return new String(buffer, i + 1, count - i - 1, StandardCharsets.UTF_8)
                                    + new String(rest, StandardCharsets.UTF_8);
                        }
                    }
                }
            }
        }
        return "";
    }
}
