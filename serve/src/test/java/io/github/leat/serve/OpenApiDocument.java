package io.github.leat.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.serve.RawHttp.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the server says of itself, and whether an answer is what it says. Of JSON Schema it knows what is used there. */
final class OpenApiDocument {
    private static final String REF = "#/components/schemas/";
    private final Object document;

    /** @param text the document */
    OpenApiDocument(String text) {
        this.document = JsonTree.typed(text);
    }

    /** The paths, with their templates. */
    List<Map.Entry<String, Object>> paths() {
        return List.copyOf(JsonTree.object(JsonTree.at(document, "paths")).entrySet());
    }

    /**
     * Holds the server to it.
     *
     * @param template a path of the document; another one is answered as nothing there is
     */
    void holds(String template, Response response, String said) {
        Map<String, Object> paths = JsonTree.object(JsonTree.at(document, "paths"));
        assertThat(paths).as(said).containsKey(template);
        Map<String, Object> responses =
                JsonTree.object(JsonTree.at(JsonTree.at(JsonTree.at(paths, template), "get"), "responses"));
        assertThat(responses).as(said).containsKey(String.valueOf(response.status()));
        Map<String, Object> answer = JsonTree.object(JsonTree.at(responses, String.valueOf(response.status())));
        if (!answer.containsKey("content")) {
            assertThat(response.body()).as(said).isEmpty();
            return;
        }
        Map<String, Object> contents = JsonTree.object(JsonTree.at(answer, "content"));
        String type = response.header("content-type").split(";", -1)[0];
        assertThat(contents).as(said).containsKey(type);
        Object schema = JsonTree.at(JsonTree.at(contents, type), "schema");
        boolean isJson = type.endsWith("json") && !type.endsWith("ndjson");
        require(schema, isJson ? JsonTree.typed(response.body()) : response.body(), "$", said);
    }

    private void require(Object schema, Object value, String at, String said) {
        Map<String, Object> rules = JsonTree.object(schema);
        if (rules.containsKey("$ref")) {
            String name = String.valueOf(rules.get("$ref")).substring(REF.length());
            require(JsonTree.at(JsonTree.at(JsonTree.at(document, "components"), "schemas"), name), value, at, said);
            return;
        }
        Object type = rules.getOrDefault("type", "object");
        List<Object> types = type instanceof List<?> ? JsonTree.array(type) : List.of(type);
        assertThat(types.stream().anyMatch(one -> isOf(String.valueOf(one), value)))
                .as(at + " is no " + types + ": " + value + "\n" + said)
                .isTrue();
        if (rules.containsKey("enum")) {
            assertThat(JsonTree.array(rules.get("enum"))).as(at + "\n" + said).contains(value);
        }
        if (value instanceof List<?> && rules.containsKey("items")) {
            for (Object item : JsonTree.array(value)) {
                require(rules.get("items"), item, at + "[]", said);
            }
        }
        if (value instanceof Map<?, ?>) {
            members(rules, JsonTree.object(value), at, said);
        }
    }

    private void members(Map<String, Object> rules, Map<String, Object> value, String at, String said) {
        Map<String, Object> known = JsonTree.object(rules.getOrDefault("properties", Map.of()));
        for (Object name : JsonTree.array(rules.getOrDefault("required", List.of()))) {
            assertThat(value).as(at + "\n" + said).containsKey(String.valueOf(name));
        }
        Object others = rules.getOrDefault("additionalProperties", true);
        value.forEach((name, member) -> {
            Object schema = known.getOrDefault(name, others);
            assertThat(schema)
                    .as(at + "." + name + " is not described\n" + said)
                    .isNotEqualTo(false);
            if (schema instanceof Map<?, ?>) {
                require(schema, member, at + "." + name, said);
            }
        });
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map<?, ?>;
            case "array" -> value instanceof List<?>;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value instanceof Optional<?>;
            case "number" -> value instanceof BigDecimal;
            case "integer" ->
                value instanceof BigDecimal number
                        && number.stripTrailingZeros().scale() <= 0;
            default -> throw new AssertionError("a type that is none: " + type);
        };
    }
}
