package io.github.leat.redshift.backup;

import io.github.leat.core.Excerpt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A manual snapshot to be taken.
 *
 * @param name 1 to 255 letters, digits and hyphens, a letter first, no hyphen last and no two in a row; one of all snapshots of the
 *     account in the region (API reference, CreateClusterSnapshot, read 2026-11-27)
 * @param retention how long it is kept; empty: what the warehouse has as its default, for ever unless it was changed
 * @param tags at most 50
 */
public record NewSnapshot(String name, Optional<Retention> retention, Map<String, String> tags) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z](?:-?[A-Za-z0-9])*");
    private static final int MAX_TAGS = 50;

    /** @throws IllegalArgumentException if the name cannot be that of a snapshot, or there are too many tags */
    public NewSnapshot {
        if (name.length() > 255 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(Excerpt.of(name)
                    + " cannot be a snapshot. Its name has 1 to 255 letters, digits and single hyphens, and"
                    + " begins with a letter.");
        }
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException(
                    "A snapshot has at most " + MAX_TAGS + " tags, not " + tags.size() + ".");
        }
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Without tags, kept as long as the warehouse says. */
    public static NewSnapshot named(String name) {
        return new NewSnapshot(name, Optional.empty(), Map.of());
    }

    /** The same, kept so long. */
    public NewSnapshot keptFor(Retention value) {
        return new NewSnapshot(name, Optional.of(value), tags);
    }

    /** The same with a tag more. */
    public NewSnapshot tag(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(key, value);
        return new NewSnapshot(name, retention, more);
    }
}
