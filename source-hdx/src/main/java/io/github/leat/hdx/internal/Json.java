package io.github.leat.hdx.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value as maps, lists, texts, numbers and booleans, and what one asks of it without casts. Immutable. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Json NOTHING = new Json(null);

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Reads one value.
     *
     * @throws IOException if it is not JSON
     */
    public static Json parse(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json read = new Json(read(parser));
            if (parser.nextToken() != null) {
                throw new IOException("there is more after the end of the JSON value");
            }
            return read;
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("it is empty, or ends in the middle");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, new Json(read(parser)));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Json> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(new Json(read(parser)));
                }
                yield array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** The value of a key; nothing where there is none, or no object. */
    public Json get(String key) {
        return value instanceof Map<?, ?> map && map.get(key) instanceof Json found ? found : NOTHING;
    }

    /** The values of an array; none where it is no array. */
    public List<Json> list() {
        List<Json> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> found.add((Json) item));
        }
        return found;
    }

    /** The text, also of a number or boolean; empty where there is none, or only blanks. */
    public Optional<String> text() {
        if (value == null || value instanceof Map || value instanceof List) {
            return Optional.empty();
        }
        return Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
    }

    /** The whole number, also where it is written as a text. */
    public Optional<Long> number() {
        return text().filter(text -> text.matches("-?\\d{1,18}(\\.0+)?"))
                .map(text -> Long.valueOf(text.replaceFirst("\\..*", "")));
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }
}
