package io.github.leat.core.sink;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Which object is loaded: what the ledger keys by.
 *
 * @param id unique for this run; a resumed load keeps its first run's id in the ledger
 * @param source the source's identity
 * @param version the source's version; empty: every run loads again, and none can be resumed
 */
public record LoadId(String id, String source, Optional<String> version) {
    /** @throws IllegalArgumentException if id or source is empty */
    public LoadId {
        Objects.requireNonNull(version, "version");
        if (id.isEmpty() || source.isEmpty()) {
            throw new IllegalArgumentException("A load needs an id and a source.");
        }
    }

    /** A load with a new random id. */
    public static LoadId create(String source, Optional<String> version) {
        return new LoadId(UUID.randomUUID().toString(), source, version);
    }
}
