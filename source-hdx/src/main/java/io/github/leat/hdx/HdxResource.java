package io.github.leat.hdx;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a dataset as the catalogue describes it. Immutable.
 *
 * @param id CKAN's id, which stays when name, address and content change
 * @param name as people see it; often a file name, often with a date that changes
 * @param format as the publisher says, such as {@code CSV}; the content may differ
 * @param url where it is
 * @param description what the publisher says of it; may be empty
 * @param size bytes, if the catalogue knows
 * @param hash of the content, if the catalogue knows, which is rare
 * @param lastModified when it was last changed
 * @param hosted whether HDX itself stores it, so that the catalogue knows when it changed
 */
public record HdxResource(
        String id,
        String name,
        String format,
        String url,
        String description,
        OptionalLong size,
        Optional<String> hash,
        Optional<Instant> lastModified,
        boolean hosted) {
    private static final String CHART_COPY = "quickcharts";

    /** Nothing may be null. */
    public HdxResource {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
    }

    /** Whether it is said to be a table that Leat reads: CSV in any shape, or XLSX. */
    public boolean isTable() {
        String said = format.toUpperCase(Locale.ROOT);
        return said.contains("CSV") || said.contains("XLSX") || said.equals("TSV") || said.equals("TXT");
    }

    /** Whether it is a copy that HDX made of another one for its charts. */
    boolean isChartCopy() {
        return name.toLowerCase(Locale.ROOT).startsWith(CHART_COPY);
    }

    /** What the catalogue says about its version. */
    ResourceVersion version() {
        return new ResourceVersion(hosted, lastModified, hash, size, Optional.empty(), Optional.empty());
    }

    /** The last part of the address where it looks like a file name, else the name. Not yet fit for a file system. */
    public String fileName() {
        String path = url.replaceFirst("[?#].*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        String decoded;
        try {
            decoded = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            decoded = last;
        }
        return decoded.matches(".+\\.\\w{2,8}") ? decoded : name;
    }
}
