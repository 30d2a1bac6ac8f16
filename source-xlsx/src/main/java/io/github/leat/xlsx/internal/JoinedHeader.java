package io.github.leat.xlsx.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows that name the columns together: group headings that are merged over several columns, and the names below them.
 *
 * <p>That they belong together is shown by a cell of the first row that is merged downwards, or by names without a number
 * above columns of numbers and dates, or by HXL hashtags right below.
 *
 * @param first row of the group headings; 0 if there are none
 * @param last row of the names
 */
record JoinedHeader(long first, long last) {
    static final JoinedHeader NONE = new JoinedHeader(0, 0);

    private static final int ROWS = 100;
    private static final int MAX_LEVELS = 4;
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.]*([eE][+-]?\\d+)?|\\d{4}-\\d\\d-\\d\\d.*");

    private record Row(long number, List<@Nullable String> cells) {
        boolean isHeading() {
            Set<String> texts = new HashSet<>();
            for (String cell : cells) {
                if (cell != null) {
                    texts.add(cell);
                }
            }
            return texts.size() > 1 && numbers() == 0;
        }

        int numbers() {
            int numbers = 0;
            for (String cell : cells) {
                numbers += cell != null && NUMBER.matcher(cell).matches() ? 1 : 0;
            }
            return numbers;
        }

        boolean isTags() {
            return cells.stream().anyMatch(cell -> cell != null && cell.matches("#[a-z][\\w+]*"));
        }
    }

    static JoinedHeader find(Workbook workbook, Workbook.SheetRef sheet, MergedCells merged) throws IOException {
        if (merged.isEmpty()) {
            return NONE;
        }
        List<Row> rows = new ArrayList<>();
        try (SheetRows all = workbook.rows(sheet)) {
            while (rows.size() < ROWS && all.next()) {
                rows.add(new Row(all.row(), all.copy()));
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!merged.of(row.number()).isEmpty() && row.isHeading()) {
                long last = last(rows, i, merged);
                return last > row.number() ? new JoinedHeader(row.number(), last) : NONE;
            }
        }
        return NONE;
    }

    private static long last(List<Row> rows, int first, MergedCells merged) {
        long last = rows.get(first).number();
        for (int i = first; i < Math.min(rows.size() - 1, first + MAX_LEVELS); i++) {
            Row row = rows.get(i);
            Row below = rows.get(i + 1);
            boolean goesOn = i == first || !merged.of(row.number()).isEmpty();
            if (!goesOn || below.number() != row.number() + 1 || below.numbers() > 0 || below.isTags()) {
                break;
            }
            if (merged.deepest(row.number()) < below.number() && !namesColumns(rows, i + 1)) {
                break;
            }
            last = below.number();
        }
        return last;
    }

    /** Whether a row without numbers stands above hashtags, or above rows that mostly have some. */
    private static boolean namesColumns(List<Row> rows, int index) {
        if (index + 1 >= rows.size()) {
            return false;
        }
        List<Row> below = rows.subList(index + 1, rows.size());
        long withNumbers = below.stream().filter(row -> row.numbers() > 0).count();
        return below.get(0).isTags() || withNumbers * 2 > below.size();
    }

    boolean holds(long row) {
        return row >= first && row <= last && first > 0;
    }
}
