package io.github.leat.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A catalogue over HTTP. Its answers are an answer of HDX that is kept beside the project, where that is there, else one of
 * the project's own in the same form; with files of the test in place of the resources.
 */
final class Catalogue implements AutoCloseable {
    private static final Path RECORDED =
            Path.of("../../shared/data/hdx-api/acled-package_show/dataset-demonstration-events.json");
    private static final String SHOW = "/api/3/action/package_show";

    private final HttpFaultServer server = HttpFaultServer.start();
    private final Map<String, Object> dataset;
    private final Map<String, Object> anyResource;
    private final Map<String, Map<String, Object>> resources = new LinkedHashMap<>();

    Catalogue() throws IOException {
        dataset = JSON.std.mapFrom(answer());
        anyResource = JSON.std.mapFrom(JSON.std.asString(
                Objects.requireNonNull((List<?>) dataset.get("resources")).get(0)));
    }

    private static String answer() throws IOException {
        if (Files.exists(RECORDED)) {
            return Files.readString(RECORDED);
        }
        try (InputStream own =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("/catalogue/package_show.json"))) {
            return new String(own.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String address() {
        return server.address("").toString();
    }

    String dataset() {
        return String.valueOf(dataset.get("name"));
    }

    /** Publishes a file, or its newer version. */
    void publish(String name, byte[] content, String lastModified) throws IOException {
        Map<String, Object> resource = new LinkedHashMap<>(anyResource);
        resource.put("id", "r-" + name);
        resource.put("name", name);
        resource.put("format", "CSV");
        resource.put("url", server.address("/f/" + name).toString());
        resource.put("download_url", server.address("/f/" + name).toString());
        resource.put("size", content.length);
        resource.put("last_modified", lastModified);
        resources.put(name, resource);
        server.serve("/f/" + name, Served.of(content, "\"" + lastModified + "\""));
        dataset.put("resources", List.copyOf(resources.values()));
        String answer = JSON.std.asString(Map.of("success", true, "result", dataset));
        server.serve(SHOW, Served.csv(answer).plain());
    }

    /** Files that were asked for since this was called last, those of the catalogue itself left out. */
    List<String> downloads() {
        List<String> files = server.requests().stream()
                .map(HttpFaultServer.Request::path)
                .filter(path -> path.startsWith("/f/"))
                .map(path -> path.substring("/f/".length()))
                .distinct()
                .sorted()
                .toList();
        server.forget();
        return files;
    }

    @Override
    public void close() {
        server.close();
    }
}
