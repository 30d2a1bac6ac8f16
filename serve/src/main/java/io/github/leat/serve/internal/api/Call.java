package io.github.leat.serve.internal.api;

import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.catalog.CatalogTable;
import io.github.leat.serve.catalog.SourceNames;
import io.github.leat.serve.internal.database.EncodedAnswer;
import io.github.leat.serve.internal.format.Cells;
import io.github.leat.serve.internal.format.JsonValues;
import io.github.leat.serve.query.Filters;
import io.github.leat.serve.query.QueryDialect;
import io.github.leat.serve.query.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request, checked against its endpoint. Immutable. */
final class Call {
    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json",
            "ndjson", "application/x-ndjson",
            "csv", "text/csv; charset=utf-8",
            "geojson", "application/geo+json");

    private final Endpoint endpoint;
    private final Api api;
    private final Map<String, String> variables;
    private final Map<String, String> parameters;
    private final List<Map.Entry<String, String>> filters;
    private final String accept;

    Call(
            Endpoint endpoint,
            Api api,
            Map<String, String> variables,
            Map<String, String> parameters,
            List<Map.Entry<String, String>> filters,
            String accept) {
        this.endpoint = endpoint;
        this.api = api;
        this.variables = variables;
        this.parameters = parameters;
        this.filters = filters;
        this.accept = accept;
    }

    Catalog catalog() {
        return api.catalog();
    }

    ServeLimits limits() {
        return api.setting().limits();
    }

    QueryDialect dialect() {
        return api.setting().dialect();
    }

    Cells cells() {
        return api.setting().cells();
    }

    SourceNames sources() {
        return api.setting().sources();
    }

    List<Endpoint> endpoints() {
        return api.setting().endpoints();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    int number(String name, int unsaid) {
        return parameter(name).map(Integer::parseInt).orElse(unsaid);
    }

    /** The table of the path. */
    CatalogTable table() {
        String name = variables.getOrDefault("table", "");
        return catalog()
                .table(name)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404, "No such table", "Leat has loaded no table of this name. GET /api/tables lists them.")));
    }

    Sql condition() {
        return Filters.parse(table(), dialect(), filters, limits().filters());
    }

    JsonValues values() {
        return new JsonValues(parameter("numbers").equals(Optional.of("text")));
    }

    /** The format asked for by parameter, else by the Accept header, else JSON. */
    String format() {
        return parameter("format").orElseGet(() -> {
            for (String part : accept.toLowerCase(Locale.ROOT).split(",", 20)) {
                String wanted = part.strip().split(";", 2)[0].strip();
                for (Map.Entry<String, String> type : TYPES.entrySet()) {
                    if (type.getValue().split(";", 2)[0].equals(wanted)
                            && endpoint.contents().stream()
                                    .anyMatch(content -> content.type().equals(wanted))) {
                        return type.getKey();
                    }
                }
            }
            return "json";
        });
    }

    static String type(String format) {
        return TYPES.getOrDefault(format, "application/json");
    }

    /** An answer about the table of the path, of its version. */
    Answer ofTable(Answer.Body body) {
        return new Answer(type(format()), table().version() + "-" + format(), settled(table().updatedAt()), body);
    }

    /** An answer about the whole catalog. */
    Answer ofCatalog(byte[] bytes) {
        return new Answer(
                type("json"),
                catalog().version(),
                settled(catalog().updatedAt()),
                new Answer.Body.Ready(EncodedAnswer.of(bytes)));
    }

    /** HTTP's times have whole seconds: until one is over, another commit could have the same. */
    private Optional<Instant> settled(Instant updatedAt) {
        return Optional.of(updatedAt)
                .filter(at -> at.truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(1)
                        .isBefore(catalog().readAt()));
    }
}
