package io.github.leat.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where bytes come from: a file, an object, a stream. Has a name, a version and bytes.
 *
 * <p>Immutable; each {@link #open} gives an independent stream, except for sources that can be read once.
 */
public interface ByteSource {
    /** What people call it: a path as given, an address. Never empty, never with a secret in it. */
    String name();

    /** What the ledger calls it: the same for the same object wherever it is loaded from. Default: the name. */
    default String identity() {
        return name();
    }

    /**
     * What changes when the bytes change; empty when nothing tells. Versions that begin with an ISO 8601 instant are ordered
     * by it; others are only equal or not.
     */
    Optional<String> version();

    /**
     * Whether the object still has this {@link #version}. Asked only where the ledger knows another version of the same
     * instant, which leaves open which of the two is newer. Default true: what this is, is loaded.
     *
     * @throws io.github.leat.core.SourceException if that cannot be found out
     */
    default boolean isCurrent() {
        return true;
    }

    /** Size in bytes, if known before reading. */
    OptionalLong sizeInBytes();

    /** Whether {@link #open} can be called more than once. */
    default boolean isReplayable() {
        return true;
    }

    /**
     * Whether {@link #open} at an offset costs no more than at the start: where it does not, as with a compressed file or a
     * server without ranges, nobody looks into the middle. Default false; then nothing but the head is sampled.
     */
    default boolean isSeekable() {
        return false;
    }

    /**
     * Whether the bytes surely are RFC 4180 text in UTF-8, with commas: of a source that writes them itself. Then nobody finds out
     * delimiter and quote. Default false.
     */
    default boolean isRfc4180() {
        return false;
    }

    /**
     * Opens the bytes.
     *
     * @param fromByte bytes to leave out, from 0
     * @throws io.github.leat.core.SourceException if the source is absent or cannot be read
     * @throws IOException if opening fails otherwise
     */
    InputStream open(long fromByte) throws IOException;
}
