package io.github.leat.serve.internal.api;

import io.github.leat.serve.query.QueryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be asked for: routes, checks and describes its requests.
 *
 * @param path such as {@code /api/tables/{table}/rows}
 * @param id its name in the OpenAPI document
 * @param summary what it answers
 * @param parameters what it takes
 * @param filters whether it takes filters on columns, too
 * @param contents what its answers are, the usual one first
 * @param handler answers
 */
public record Endpoint(
        String path,
        String id,
        String summary,
        List<Parameter> parameters,
        boolean filters,
        List<Content> contents,
        Handler handler) {
    /**
     * A kind of answers.
     *
     * @param type the media type, without parameters
     * @param schema its name among the schemas of the OpenAPI document
     */
    record Content(String type, String schema) {
        static Content json(String schema) {
            return new Content("application/json", schema);
        }
    }

    /** What answers a request. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }

    private List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The values of the path's variables if it is this one's; empty if not. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> own = segments();
        if (own.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            String segment = own.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** Takes the parameters apart into ours and filters, and checks ours. */
    Call call(Api api, Map<String, String> variables, List<Map.Entry<String, String>> given, String accept) {
        Map<String, String> own = new LinkedHashMap<>();
        List<Map.Entry<String, String>> others = new ArrayList<>();
        for (Map.Entry<String, String> entry : given) {
            Optional<Parameter> parameter = parameters.stream()
                    .filter(p -> p.name().equals(entry.getKey()))
                    .findFirst();
            if (parameter.isPresent()) {
                parameter.get().check(entry.getValue());
                if (own.put(entry.getKey(), entry.getValue()) != null) {
                    throw new QueryException(entry.getKey(), entry.getKey() + " is there twice. Leave one out.");
                }
            } else if (filters) {
                others.add(entry);
            } else {
                throw new QueryException(
                        entry.getKey(),
                        "There is no such parameter here; there is "
                                + (parameters.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                parameters.stream()
                                                        .map(Parameter::name)
                                                        .toList()))
                                + ".");
            }
        }
        return new Call(this, api, variables, own, others, accept);
    }
}
