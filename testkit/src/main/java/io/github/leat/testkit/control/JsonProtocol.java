package io.github.leat.testkit.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** JSON 1.1: an object comes, an object goes (Smithy, "AWS JSON 1.1 protocol", read 2026-11-27). */
final class JsonProtocol {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonProtocol() {}

    static Params parse(String body) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser json = FACTORY.createParser(body.isEmpty() ? "{}" : body)) {
            json.nextToken();
            flatten("", json, values);
        }
        return new Params(values);
    }

    private static void flatten(String name, JsonParser json, Map<String, String> values) throws IOException {
        String prefix = name.isEmpty() ? "" : name + ".";
        switch (json.currentToken()) {
            case START_OBJECT -> {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String field = json.currentName();
                    json.nextToken();
                    flatten(prefix + field, json, values);
                }
            }
            case START_ARRAY -> {
                for (int i = 1; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    flatten(prefix + i, json, values);
                }
            }
            default -> values.put(name, json.getText());
        }
    }

    static String answer(Map<String, ?> result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String error(ServiceError e) {
        return answer(Map.of("__type", e.code(), "message", e.said()));
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Items list) {
            json.writeStartArray();
            for (Object item : list.items()) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }
}
