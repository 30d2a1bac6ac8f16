package io.github.leat.xlsx.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet as RFC 4180 text in UTF-8 with LF, each on the line of its row number: blank lines, which are no records,
 * stand for empty rows.
 */
public final class RecordStream extends InputStream {
    private static final int ENOUGH = 1 << 16;

    private final Workbook workbook;
    private final SheetPlan plan;
    private final SheetRows rows;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<StringBuilder> names = new ArrayList<>();
    private byte[] ready = new byte[0];
    private int at;
    private long line = 1;

    /** The records of a workbook, which is closed with this. */
    public RecordStream(Workbook workbook, SheetPlan plan) throws IOException {
        this.workbook = workbook;
        this.plan = plan;
        this.rows = workbook.rows(plan.sheet());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == ready.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        out.reset();
        while (out.size() < ENOUGH && rows.next()) {
            if (plan.header().holds(rows.row())) {
                name();
                if (rows.row() < plan.header().last()) {
                    continue;
                }
            }
            if (rows.width() > 0 || plan.header().holds(rows.row())) {
                while (line < rows.row()) {
                    out.write('\n');
                    line++;
                }
                write();
            }
        }
        ready = out.toByteArray();
        at = 0;
        return ready.length > 0;
    }

    /** Adds the row's texts to those above them. */
    private void name() {
        List<int[]> spans = plan.merged().of(rows.row());
        for (int c = 0; c < Math.max(plan.width(), rows.width()); c++) {
            if (names.size() == c) {
                names.add(new StringBuilder());
            }
            String own = rows.cell(c);
            String text = own == null ? spanned(spans, c) : own;
            if (text != null) {
                names.get(c).append(names.get(c).isEmpty() ? "" : " ").append(text);
            }
        }
    }

    private void write() {
        int width = Math.max(plan.width(), rows.width());
        List<int[]> spans = plan.merged().of(rows.row());
        boolean heading = !spans.isEmpty() && isHeading();
        for (int c = 0; c < width; c++) {
            if (c > 0) {
                out.write(',');
            }
            String value = rows.cell(c);
            if (plan.header().holds(rows.row())) {
                String name = c < names.size() ? names.get(c).toString() : "";
                value = name.isEmpty() ? null : name;
            } else if (value == null && heading) {
                value = spanned(spans, c);
            }
            if (value != null) {
                write(value);
            } else if (width == 1) {
                out.writeBytes(new byte[] {'"', '"'});
            }
        }
        out.write('\n');
        line++;
    }

    /** A title over the whole table has one text, group headings have several. */
    private boolean isHeading() {
        String first = null;
        for (int c = 0; c < rows.width(); c++) {
            String value = rows.cell(c);
            if (value != null && first != null && !Objects.equals(first, value)) {
                return true;
            }
            first = first == null ? value : first;
        }
        return false;
    }

    private @Nullable String spanned(List<int[]> spans, int column) {
        for (int[] span : spans) {
            if (column > span[0] && column <= span[1]) {
                return rows.cell(span[0]);
            }
        }
        return null;
    }

    private void write(String value) {
        boolean quote = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quote |= c == ',' || c == '"' || c == '\n' || c == '\r';
            line += c == '\n' ? (i > 0 && value.charAt(i - 1) == '\r' ? 0 : 1) : c == '\r' ? 1 : 0;
        }
        String text = quote ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
        } finally {
            workbook.close();
        }
    }
}
