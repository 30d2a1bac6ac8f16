package io.github.leat.serve.internal.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code {"rows":[{…}],"next":"…"}}. */
public final class JsonRows implements RowWriter {
    private final JsonGenerator json;
    private final List<String> names;
    private final JsonValues values;

    /** Into a stream that is left open. */
    public JsonRows(OutputStream out, List<String> names, JsonValues values) throws IOException {
        this.json = JsonValues.generator(out);
        this.names = names;
        this.values = values;
    }

    @Override
    public void begin() throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(List<@Nullable Object> row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            values.write(json, row.get(i));
        }
        json.writeEndObject();
    }

    @Override
    public void end(Optional<String> next) throws IOException {
        json.writeEndArray();
        json.writeFieldName("next");
        values.write(json, next.orElse(null));
        json.writeEndObject();
        json.close();
    }
}
