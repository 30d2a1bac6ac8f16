package io.github.leat.serve.internal.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with line feeds: a header, quotes where needed; NULL is an empty field, an empty text is {@code ""}. */
public final class CsvRows implements RowWriter {
    private final Writer out;
    private final List<String> names;

    /** Into a stream that is left open. */
    public CsvRows(OutputStream out, List<String> names) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.names = names;
    }

    @Override
    public void begin() throws IOException {
        line(List.copyOf(names));
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        line(values);
    }

    private void line(List<? extends @Nullable Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Object value = values.get(i);
            if (value != null) {
                field(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
            }
        }
        out.write('\n');
    }

    private void field(String text) throws IOException {
        boolean quoted = text.isEmpty() || text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' ';
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == '"' || c == ',' || c == '\n' || c == '\r';
        }
        out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    @Override
    public void end(Optional<String> next) throws IOException {
        out.flush();
    }
}
