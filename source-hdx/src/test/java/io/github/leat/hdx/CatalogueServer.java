package io.github.leat.hdx;

import io.github.leat.hdx.internal.Json;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CKAN's package_show and package_search over datasets given as JSON, as HDX answers them. */
final class CatalogueServer {
    static final String SHOW = "/api/3/action/package_show";
    static final String SEARCH = "/api/3/action/package_search";

    private final HttpFaultServer server;
    private final Map<String, String> datasets = new LinkedHashMap<>();

    CatalogueServer(HttpFaultServer server) {
        this.server = server;
        server.serve(SHOW, request -> json(show(parameter(request, "id"))));
        server.serve(SEARCH, request -> json(search(request)));
    }

    HdxClient client(ManualTicker ticker) {
        return HdxClient.builder()
                .base(server.address(""))
                .app("leat-test")
                .http(HttpOptions.builder().ticker(ticker).build())
                .build();
    }

    /** Adds a dataset as package_show gives it, or replaces that of the same name. */
    void putJson(String dataset) {
        datasets.put(field(dataset, "name"), dataset);
    }

    /** A dataset with files that this server has. */
    void put(String name, String... resources) {
        putJson("{\"id\": \"id-" + name + "\", \"name\": \"" + name + "\", \"title\": \"About " + name
                + "\", \"organization\": {\"name\": \"acled\"}, \"groups\": [{\"name\": \"bdi\"}], \"tags\": [{\"name\":"
                + " \"conflict\"}], \"last_modified\": \"2025-01-15T08:31:51.970130\", \"resources\": ["
                + String.join(", ", resources) + "]}");
    }

    String resource(String id, String path, String format, String lastModified, boolean hosted) {
        return "{\"id\": \"" + id + "\", \"name\": \"" + path.substring(path.lastIndexOf('/') + 1)
                + "\", \"format\": \"" + format
                + "\", \"url\": \"" + server.address(path) + "\", \"url_type\": \"" + (hosted ? "upload" : "api")
                + "\", \"hash\": \"\", \"size\": null, \"last_modified\": \"" + lastModified + "\"}";
    }

    private static Served json(String text) {
        return new Served(
                text.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                "application/json;charset=utf-8",
                false,
                true);
    }

    private static String parameter(HttpFaultServer.Request request, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(request.path());
        return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    }

    private static String field(String dataset, String key) {
        try {
            return Json.parse(dataset.getBytes(StandardCharsets.UTF_8))
                    .get(key)
                    .text()
                    .orElse("");
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(dataset, e);
        }
    }

    private String show(String id) {
        return datasets.values().stream()
                .filter(dataset -> field(dataset, "name").equals(id)
                        || field(dataset, "id").equals(id))
                .findFirst()
                .map(dataset -> "{\"help\": \"h\", \"success\": true, \"result\": " + dataset + "}")
                .orElse("{\"help\": \"h\", \"success\": false, \"error\": {\"message\": \"Not found\", \"__type\":"
                        + " \"Not Found Error\"}}");
    }

    private String search(HttpFaultServer.Request request) {
        int start = Math.min(datasets.size(), Integer.parseInt(parameter(request, "start")));
        int end = Math.min(datasets.size(), start + Math.min(1000, Integer.parseInt(parameter(request, "rows"))));
        return "{\"success\": true, \"result\": {\"count\": " + datasets.size() + ", \"results\": ["
                + String.join(", ", new ArrayList<>(datasets.values()).subList(start, end)) + "]}}";
    }
}
