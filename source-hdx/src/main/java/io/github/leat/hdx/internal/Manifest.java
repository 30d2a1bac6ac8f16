package io.github.leat.hdx.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.leat.core.SourceException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.hdx.LandedText;
import io.github.leat.hdx.Landing;
import io.github.leat.hdx.LandingConflictException;
import io.github.leat.hdx.ResourceVersion;
import io.github.leat.hdx.VersionVerdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is in a landing, kept in it as JSON: docs/hdx.md has its keys. Entries of other syncs into the same landing are kept:
 * where somebody else wrote it meanwhile, it is read again and what is new here is put into it. Thread-safe.
 */
public final class Manifest {
    /** Its key in the landing. */
    public static final String KEY = "leat-manifest.json";

    private static final int FORMAT = 1;
    private static final int MAX_CONFLICTS = 10;
    private static final long SAVE_EVERY_NANOS = 1_000_000_000L;

    private final Landing landing;
    private final Ticker ticker;
    private final Map<String, ManifestEntry> unsaved = new LinkedHashMap<>();
    private Map<String, ManifestEntry> entries;
    private Optional<String> tag = Optional.empty();
    private long savedAt;

    /**
     * Reads the manifest of a landing; there may be none.
     *
     * @throws SourceException if it is there and cannot be understood
     */
    public Manifest(Landing landing, Ticker ticker) throws IOException {
        this.landing = landing;
        this.ticker = ticker;
        this.savedAt = ticker.nanos();
        this.entries = read();
    }

    private Map<String, ManifestEntry> read() throws IOException {
        Optional<LandedText> text = landing.read(KEY);
        tag = text.map(LandedText::tag);
        Map<String, ManifestEntry> found = new LinkedHashMap<>();
        if (text.isPresent()) {
            Json json = parse(text.get().text());
            for (Json item : json.get("files").list()) {
                ManifestEntry entry = entry(item);
                found.put(entry.resource(), entry);
            }
        }
        return found;
    }

    private Json parse(byte[] text) {
        try {
            Json json = Json.parse(text);
            if (json.get("format").number().equals(Optional.of((long) FORMAT))) {
                return json;
            }
        } catch (IOException e) {
            // the sentence below says it
        }
        throw new SourceException("The manifest " + KEY + " in " + landing.name()
                + " is damaged, or of another version." + " Move it away: then all files are fetched again.");
    }

    /** What is known of a resource. */
    public synchronized Optional<ManifestEntry> of(String resource) {
        return Optional.ofNullable(entries.get(resource));
    }

    /** Keys that are taken. */
    public synchronized Set<String> keys() {
        return entries.values().stream().map(ManifestEntry::key).collect(Collectors.toSet());
    }

    /** Adds or replaces an entry; saved at the latest by {@link #save}, and once a second. */
    public synchronized void put(ManifestEntry entry) throws IOException {
        if (entry.equals(entries.put(entry.resource(), entry))) {
            return;
        }
        unsaved.put(entry.resource(), entry);
        if (ticker.nanos() - savedAt >= SAVE_EVERY_NANOS) {
            save();
        }
    }

    /** Writes what is not written yet. */
    public synchronized void save() throws IOException {
        for (int conflicts = 0; !unsaved.isEmpty(); conflicts++) {
            try {
                tag = Optional.of(landing.replace(KEY, text(), tag));
                unsaved.clear();
                savedAt = ticker.nanos();
            } catch (LandingConflictException e) {
                if (conflicts == MAX_CONFLICTS) {
                    throw new IOException(
                            "the manifest of " + landing.name() + " is written by others all the time", e);
                }
                entries = read();
                entries.putAll(unsaved);
            }
        }
    }

    private byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out, JsonEncoding.UTF8).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeArrayFieldStart("files");
            for (ManifestEntry entry : sorted()) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    private List<ManifestEntry> sorted() {
        return entries.values().stream()
                .sorted(Comparator.comparing(ManifestEntry::key))
                .toList();
    }

    private static void write(JsonGenerator json, ManifestEntry entry) throws IOException {
        ResourceVersion version = entry.version();
        json.writeStartObject();
        json.writeStringField("key", entry.key());
        json.writeStringField("dataset", entry.dataset());
        json.writeStringField("resource", entry.resource());
        json.writeStringField("name", entry.name());
        json.writeStringField("resourceFormat", entry.format());
        json.writeStringField("url", entry.url());
        json.writeNumberField("bytes", entry.size());
        json.writeStringField("sha256", entry.sha256());
        json.writeStringField("fetchedAt", entry.fetchedAt().toString());
        json.writeStringField("verdict", entry.verdict().kind().name());
        json.writeStringField("reason", entry.verdict().reason());
        json.writeBooleanField("hosted", version.hosted());
        optional(json, "lastModified", version.lastModified().map(Instant::toString));
        optional(json, "hash", version.hash());
        optional(
                json,
                "catalogueBytes",
                version.size().isPresent()
                        ? Optional.of(String.valueOf(version.size().getAsLong()))
                        : Optional.empty());
        optional(json, "etag", version.etag());
        optional(json, "serverModified", version.serverModified().map(Instant::toString));
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String key, Optional<String> value) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(key);
        } else if (key.equals("catalogueBytes")) {
            json.writeNumberField(key, Long.parseLong(value.get()));
        } else {
            json.writeStringField(key, value.get());
        }
    }

    private static ManifestEntry entry(Json json) {
        return new ManifestEntry(
                text(json, "key"),
                text(json, "dataset"),
                text(json, "resource"),
                text(json, "name"),
                text(json, "resourceFormat"),
                text(json, "url"),
                json.get("bytes").number().orElse(-1L),
                text(json, "sha256"),
                instant(json, "fetchedAt").orElse(Instant.EPOCH),
                new VersionVerdict(kind(text(json, "verdict")), text(json, "reason")),
                new ResourceVersion(
                        json.get("hosted").isTrue(),
                        instant(json, "lastModified"),
                        json.get("hash").text(),
                        json.get("catalogueBytes")
                                .number()
                                .map(OptionalLong::of)
                                .orElse(OptionalLong.empty()),
                        json.get("etag").text(),
                        instant(json, "serverModified")));
    }

    private static VersionVerdict.Kind kind(String text) {
        for (VersionVerdict.Kind kind : VersionVerdict.Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        return VersionVerdict.Kind.UNKNOWN;
    }

    private static String text(Json json, String key) {
        return json.get(key).text().orElse("");
    }

    private static Optional<Instant> instant(Json json, String key) {
        return json.get(key).text().flatMap(Times::ckan);
    }
}
