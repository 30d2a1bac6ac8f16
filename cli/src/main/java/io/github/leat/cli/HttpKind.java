package io.github.leat.cli;

import io.github.leat.core.io.ByteSource;
import io.github.leat.hdx.HttpSource;
import java.util.List;
import java.util.Locale;

/** Files on HTTP servers: {@code https://…}. */
final class HttpKind implements SourceKind {
    @Override
    public boolean claims(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return lower.startsWith("https:") || lower.startsWith("http:");
    }

    @Override
    public List<String> expand(String argument, Surroundings surroundings) {
        return List.of(argument);
    }

    @Override
    public ByteSource open(String name, Surroundings surroundings) {
        return HttpSource.of(name);
    }

    /** The last part of the path; the host where there is none. */
    @Override
    public String fileName(String name) {
        String path = name.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
