package io.github.leat.hdx;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where fetched files land: a directory ({@link DirectoryLanding}), or a prefix of an object store.
 *
 * <p>Keys are relative, with slashes between their parts, of ASCII letters, digits, {@code .}, {@code _} and {@code -} only. What
 * is under a key is always whole: it is there as it was, or as it was written by one {@link LandingWriter#publish}. Used by
 * several threads at once, for different keys.
 */
public interface Landing {
    /** What people call it: a path, {@code s3://bucket/prefix}. */
    String name();

    /** Size of what is under a key; empty if nothing is. */
    OptionalLong sizeOf(String key) throws IOException;

    /**
     * Begins to write what will be under a key.
     *
     * @param version of what is written; where an earlier writer of the same key and version was interrupted, the landing may go
     *     on after the bytes it kept, and the writer's {@link LandingWriter#position()} says how many
     */
    LandingWriter write(String key, String version) throws IOException;

    /** The small text under a key, with what {@link #replace} needs. */
    Optional<LandedText> read(String key) throws IOException;

    /**
     * Puts a small text under a key, if it still is what it was when it was read: a conditional put.
     *
     * @param expected the tag of what was read; empty: nothing was there
     * @return the tag of what is there now
     * @throws LandingConflictException if something else is there; nothing was written
     */
    String replace(String key, byte[] text, Optional<String> expected) throws IOException, LandingConflictException;
}
