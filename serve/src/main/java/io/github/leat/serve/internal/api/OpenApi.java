package io.github.leat.serve.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.serve.catalog.CatalogTable;
import io.github.leat.serve.internal.api.Endpoint.Content;
import io.github.leat.serve.query.Filters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The OpenAPI document, written from the endpoints themselves. */
final class OpenApi {
    /** What can be said instead of an answer, by status. */
    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "A parameter is wrong; \"parameter\" says which one."),
            Map.entry("401", "The token or the proxy's header is missing."),
            Map.entry("403", "The database's user may no longer read the table."),
            Map.entry("404", "There is no such table."),
            Map.entry("405", "Only GET and HEAD are answered."),
            Map.entry("409", "The table changed between two pages."),
            Map.entry("414", "The address is too long."),
            Map.entry("421", "The Host header names another machine."),
            Map.entry("422", "The query is too slow, or gives too many rows."),
            Map.entry("431", "The headers are too long."),
            Map.entry("500", "Something failed that was not foreseen; the server's log says what."),
            Map.entry(
                    "503",
                    "Too many queries at once, or a load has the database; Retry-After says when to ask again.")));

    /** Headers of an answer. */
    private static final Map<String, String> HEADERS = new TreeMap<>(Map.of(
            "ETag", "Changes with every commit of a load; send it back as If-None-Match.",
            "Last-Modified", "The last commit, once its second is over; send it back as If-Modified-Since.",
            "Content-Encoding", "gzip, for figures and documents, where Accept-Encoding allows it."));

    private static final String SCHEMAS = "/io/github/leat/serve/internal/api/schemas.json";

    private OpenApi() {}

    static Endpoint endpoint() {
        return new Endpoint(
                "/api/openapi.json",
                "openapi",
                "This document.",
                List.of(),
                false,
                List.of(Content.json("Document")),
                call -> call.ofCatalog(TablesEndpoint.json(json -> write(json, call))));
    }

    private static void write(JsonGenerator json, Call call) throws IOException {
        json.writeStartObject();
        json.writeStringField("openapi", "3.1.0");
        json.writeObjectFieldStart("info");
        json.writeStringField("title", "Leat");
        json.writeStringField("version", "1");
        json.writeStringField("description", "Read-only access to the tables that Leat has loaded.");
        json.writeEndObject();
        json.writeObjectFieldStart("paths");
        for (Endpoint endpoint : call.endpoints()) {
            path(json, endpoint, call.catalog().tables());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("components");
        json.writeFieldName("schemas");
        json.writeRawValue(schemas());
        json.writeObjectFieldStart("securitySchemes");
        json.writeObjectFieldStart("token");
        json.writeStringField("type", "http");
        json.writeStringField("scheme", "bearer");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("security");
        json.writeStartObject();
        json.writeEndObject();
        json.writeStartObject();
        json.writeArrayFieldStart("token");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void path(JsonGenerator json, Endpoint endpoint, List<CatalogTable> tables) throws IOException {
        json.writeObjectFieldStart(endpoint.path());
        json.writeObjectFieldStart("get");
        json.writeStringField("operationId", endpoint.id());
        json.writeStringField("summary", endpoint.summary());
        json.writeArrayFieldStart("parameters");
        if (endpoint.path().contains("{table}")) {
            json.writeStartObject();
            json.writeStringField("name", "table");
            json.writeStringField("in", "path");
            json.writeBooleanField("required", true);
            json.writeObjectFieldStart("schema");
            json.writeStringField("type", "string");
            if (!tables.isEmpty()) {
                json.writeArrayFieldStart("enum");
                for (CatalogTable table : tables) {
                    json.writeString(table.name());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        for (Parameter parameter : endpoint.parameters()) {
            parameter(json, parameter);
        }
        if (endpoint.filters()) {
            filters(json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("responses");
        json.writeObjectFieldStart("200");
        json.writeStringField("description", endpoint.summary());
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            json.writeObjectFieldStart(header.getKey());
            json.writeStringField("description", header.getValue());
            json.writeObjectFieldStart("schema");
            json.writeStringField("type", "string");
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("content");
        for (Content content : endpoint.contents()) {
            content(json, content);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("304");
        json.writeStringField("description", "Unchanged since the ETag or the time that the request names.");
        json.writeEndObject();
        for (Map.Entry<String, String> problem : PROBLEMS.entrySet()) {
            json.writeObjectFieldStart(problem.getKey());
            json.writeStringField("description", problem.getValue());
            json.writeObjectFieldStart("content");
            content(json, new Content(Problem.TYPE, "Problem"));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void content(JsonGenerator json, Content content) throws IOException {
        json.writeObjectFieldStart(content.type());
        json.writeObjectFieldStart("schema");
        json.writeStringField("$ref", "#/components/schemas/" + content.schema());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void parameter(JsonGenerator json, Parameter parameter) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", parameter.name());
        json.writeStringField("in", "query");
        json.writeStringField("description", parameter.description());
        json.writeObjectFieldStart("schema");
        if (parameter.form() instanceof Parameter.Form.Whole whole) {
            json.writeStringField("type", "integer");
            json.writeNumberField("minimum", whole.least());
            json.writeNumberField("maximum", whole.most());
        } else if (parameter.form() instanceof Parameter.Form.OneOf choice) {
            json.writeStringField("type", "string");
            json.writeArrayFieldStart("enum");
            for (String word : choice.words()) {
                json.writeString(word);
            }
            json.writeEndArray();
        } else if (parameter.form() instanceof Parameter.Form.Text text) {
            json.writeStringField("type", "string");
            json.writeNumberField("maxLength", text.longest());
        }
        json.writeEndObject();
        if (!parameter.example().isEmpty()) {
            json.writeStringField("example", parameter.example());
        }
        json.writeEndObject();
    }

    /** Any column's name, with an operator after a point: a form object, as OpenAPI writes free parameters. */
    private static void filters(JsonGenerator json) throws IOException {
        Map<String, String> operators = new TreeMap<>(Filters.OPERATORS);
        operators.putAll(Filters.TEXT_OPERATORS);
        StringBuilder text = new StringBuilder("Filters: a column's name or HXL tag, with an operator after a point."
                + " Without one it is eq. All must hold.");
        operators.forEach((operator, meaning) ->
                text.append("\n- ").append(operator).append(": ").append(meaning));
        json.writeStartObject();
        json.writeStringField("name", "filters");
        json.writeStringField("in", "query");
        json.writeStringField("style", "form");
        json.writeBooleanField("explode", true);
        json.writeStringField("description", text.toString());
        json.writeObjectFieldStart("schema");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("additionalProperties");
        json.writeStringField("type", "string");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String schemas() throws IOException {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(SCHEMAS), SCHEMAS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
