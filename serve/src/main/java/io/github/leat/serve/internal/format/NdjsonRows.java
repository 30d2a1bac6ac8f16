package io.github.leat.serve.internal.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object a line. */
public final class NdjsonRows implements RowWriter {
    private final JsonGenerator json;
    private final List<String> names;
    private final JsonValues values;

    /** Into a stream that is left open. */
    public NdjsonRows(OutputStream out, List<String> names, JsonValues values) throws IOException {
        this.json = JsonValues.generator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
        this.names = names;
        this.values = values;
    }

    @Override
    public void begin() {}

    @Override
    public void row(List<@Nullable Object> row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            values.write(json, row.get(i));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void end(Optional<String> next) throws IOException {
        json.close();
    }
}
