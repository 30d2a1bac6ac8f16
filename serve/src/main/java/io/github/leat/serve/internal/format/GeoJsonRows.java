package io.github.leat.serve.internal.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A feature collection of points (RFC 7946), with the rows' columns as properties. A row without coordinates on Earth has no
 * geometry. The last two values of a row are latitude and longitude.
 */
public final class GeoJsonRows implements RowWriter {
    private final JsonGenerator json;
    private final List<String> names;
    private final JsonValues values;

    /** Into a stream that is left open. */
    public GeoJsonRows(OutputStream out, List<String> names, JsonValues values) throws IOException {
        this.json = JsonValues.generator(out);
        this.names = names;
        this.values = values;
    }

    @Override
    public void begin() throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeArrayFieldStart("features");
    }

    @Override
    public void row(List<@Nullable Object> row) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeFieldName("geometry");
        Object latitude = row.get(names.size());
        Object longitude = row.get(names.size() + 1);
        if (isWithin(latitude, 90) && isWithin(longitude, 180)) {
            json.writeStartObject();
            json.writeStringField("type", "Point");
            json.writeArrayFieldStart("coordinates");
            JsonValues numbers = new JsonValues(false);
            numbers.write(json, longitude);
            numbers.write(json, latitude);
            json.writeEndArray();
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeObjectFieldStart("properties");
        for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            values.write(json, row.get(i));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static boolean isWithin(@Nullable Object value, double most) {
        return value instanceof Number number && Math.abs(number.doubleValue()) <= most;
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
