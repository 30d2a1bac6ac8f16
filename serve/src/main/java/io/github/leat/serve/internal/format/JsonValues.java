package io.github.leat.serve.internal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON: numbers with all their digits, NaN and infinities as texts.
 *
 * @param exactAsText whether integers and decimals are written as texts, for readers whose numbers are doubles
 */
public record JsonValues(boolean exactAsText) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A generator that leaves the stream open. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Writes a value of {@link Cells#read}. */
    public void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            String text = number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
            if (exactAsText) {
                json.writeString(text);
            } else {
                json.writeNumber(text);
            }
        } else {
            json.writeString(value.toString());
        }
    }
}
