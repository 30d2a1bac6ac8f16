package io.github.leat.s3;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * Why S3 did not give or take an object: the cause of the {@link io.github.leat.core.SourceException} or {@link
 * io.github.leat.core.SinkException} that says it in words, for programs that decide by it.
 */
public final class S3Failure extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What kind of failure it is. */
    public enum Kind {
        /** There is no such bucket. */
        NO_BUCKET(false),
        /** There is no such object, or not any more. */
        NO_OBJECT(false),
        /** The credentials do not allow it. */
        DENIED(false),
        /** There are no credentials, or they are expired or wrong. */
        CREDENTIALS(false),
        /** The bucket is in another region. */
        REGION(false),
        /** The object was replaced while it was read, or, for a conditional write, is not as expected. */
        CHANGED(false),
        /** The object is archived and must be restored before it can be read. */
        ARCHIVED(false),
        /** The store asks to slow down, or has a fault of its own. */
        BUSY(true),
        /** The store cannot be reached, or its answers break off. */
        UNREACHABLE(true),
        /** Anything else. */
        OTHER(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether the same request may succeed later. */
        public boolean isTransient() {
            return passing;
        }
    }

    /**
     * A failure.
     *
     * @param kind what kind it is
     * @param message what the store said, in short
     * @param cause what the SDK threw, or what reading threw
     */
    public S3Failure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** The failure of S3 behind an exception, if there is one. */
    public static Optional<S3Failure> behind(Throwable thrown) {
        Throwable at = thrown;
        while (at != null) {
            if (at instanceof S3Failure failure) {
                return Optional.of(failure);
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
