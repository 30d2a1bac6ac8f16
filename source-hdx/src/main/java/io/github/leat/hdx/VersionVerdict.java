package io.github.leat.hdx;

import java.util.Objects;

/**
 * Whether a file changed since it was fetched, and what tells it. Immutable.
 *
 * @param kind the verdict
 * @param reason a sentence for people
 */
public record VersionVerdict(Kind kind, String reason) {
    /** The verdicts. */
    public enum Kind {
        /** It changed, or was not fetched yet. */
        NEWER,
        /** It is the same. */
        SAME,
        /** Nothing tells: only its content can. */
        UNKNOWN
    }

    /** Nothing may be null. */
    public VersionVerdict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    static VersionVerdict newer(String reason) {
        return new VersionVerdict(Kind.NEWER, reason);
    }

    static VersionVerdict same(String reason) {
        return new VersionVerdict(Kind.SAME, reason);
    }

    static VersionVerdict unknown(String reason) {
        return new VersionVerdict(Kind.UNKNOWN, reason);
    }
}
