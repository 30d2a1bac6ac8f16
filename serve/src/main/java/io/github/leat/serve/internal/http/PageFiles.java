package io.github.leat.serve.internal.http;

import io.github.leat.serve.internal.database.EncodedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the page: resources in the directory {@value #DIRECTORY}, by plain names at the root of the server ({@code /}
 * is {@code index.html}). They hold no data, so they are given to whoever asks. Thread-safe.
 */
final class PageFiles {
    /** Where they are on the class path. */
    static final String DIRECTORY = "/io/github/leat/serve/page/";

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,60}(?:\\.[a-z0-9-]{1,20})?\\.([a-z0-9]{2,5})");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    private final Map<String, Optional<PageFile>> read = new ConcurrentHashMap<>();

    /** One file. */
    record PageFile(String type, EncodedAnswer bytes, String etag) {}

    /** The file of a path's only segment; empty if there is none. */
    Optional<PageFile> find(String segment) {
        String name = segment.isEmpty() ? "index.html" : segment;
        Matcher form = NAME.matcher(name);
        String type = form.matches() ? TYPES.get(form.group(1)) : null;
        // only names that are there are remembered: others have no end
        return type == null
                ? Optional.empty()
                : Optional.ofNullable(read.get(name)).orElseGet(() -> load(name, type));
    }

    private Optional<PageFile> load(String name, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            Optional<PageFile> file = Optional.of(new PageFile(
                    type,
                    EncodedAnswer.of(bytes),
                    "W/\"" + bytes.length + "-" + Integer.toHexString(Arrays.hashCode(bytes)) + "\""));
            read.put(name, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
