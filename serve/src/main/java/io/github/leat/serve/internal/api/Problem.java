package io.github.leat.serve.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.serve.internal.format.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What is wrong with a request, as RFC 9457 writes it.
 *
 * @param status the HTTP status
 * @param title the kind of problem, the same each time
 * @param detail what is wrong here, and what to do
 * @param parameter which parameter it is
 */
public record Problem(int status, String title, String detail, Optional<String> parameter) {
    /** Its media type. */
    public static final String TYPE = "application/problem+json";

    /** One that is of no parameter. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty());
    }

    /** What every unforeseen failure looks like from outside. */
    public static Problem unforeseen() {
        return of(500, "Internal error", "Something failed here; the log of the server says what.");
    }

    /** Too much work at the moment. */
    public static Problem busy(String detail) {
        return of(503, "Busy", detail + " Ask again in a moment.");
    }

    /** The document. */
    public byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonValues.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (parameter.isPresent()) {
                json.writeStringField("parameter", parameter.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
