package io.github.leat.s3;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.s3.internal.PinnedObject;
import io.github.leat.s3.internal.RangedStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One version of an object in S3. Its name and identity are {@code s3://bucket/key}, its version {@code <last modified>/<version
 * id>}, or the ETag in place of the id where the bucket keeps no versions; it is taken when the source is made.
 *
 * <p>Read by ranges of {@value #RANGE_BYTES} bytes, each only if the object is still this version; where an answer breaks
 * off, reading goes on at that byte. An object that changed is a {@link SourceException} caused by an {@link S3Failure}. The
 * store tells times in whole seconds: of two versions written within one second, neither is older for the ledger, and the one
 * that the store still has is loaded ({@link #isCurrent}).
 *
 * <p>Immutable and thread-safe. Making one costs one request, opening one none until the first byte is read.
 */
public final class S3Source implements ByteSource {
    /** Bytes of one request: 8 MiB. */
    public static final long RANGE_BYTES = 8L << 20;

    private final PinnedObject object;
    private final S3Address asked;
    private final long rangeBytes;

    private S3Source(PinnedObject object, S3Address asked, long rangeBytes) {
        this.object = object;
        this.asked = asked;
        this.rangeBytes = rangeBytes;
    }

    /**
     * The object of an address: the version that it names, else the current one.
     *
     * @throws SourceException if it is absent or cannot be read; the cause is an {@link S3Failure}
     * @throws IllegalArgumentException if the address is a bucket or ends with a slash
     */
    public static S3Source of(S3Store store, S3Address address) {
        if (address.key().isEmpty() || address.key().endsWith("/")) {
            throw new IllegalArgumentException(
                    address.name() + " is a prefix, not an object. List its objects with S3Listing.");
        }
        return new S3Source(PinnedObject.find(store, address), address, RANGE_BYTES);
    }

    /**
     * The same object read by other ranges: shorter ones are held open for a shorter time, and cost more requests.
     *
     * @throws IllegalArgumentException if bytes are below 1
     */
    public S3Source rangeBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A range must be 1 byte or more, got " + bytes);
        }
        return new S3Source(object, asked, bytes);
    }

    /** Where it is, with the version's id if its bucket keeps versions. */
    public S3Address address() {
        return object.address();
    }

    /** Whether the current version was asked for, whichever that is. */
    boolean isAskedWithoutVersion() {
        return asked.versionId().isEmpty();
    }

    /** The ETag as the store gives it, in quotes. */
    public String eTag() {
        return object.eTag();
    }

    @Override
    public String name() {
        return object.address().name();
    }

    @Override
    public Optional<String> version() {
        String id = object.address().versionId().orElse(object.eTag().replace("\"", ""));
        return Optional.of(object.modified() + "/" + id);
    }

    /** {@inheritDoc} Costs one request, or none where the address named a version: then it is that one that is wanted. */
    @Override
    public boolean isCurrent() {
        if (asked.versionId().isPresent()) {
            return true;
        }
        try {
            return of(object.store(), asked).version().equals(version());
        } catch (SourceException e) {
            if (S3Failure.behind(e)
                    .filter(failure -> failure.kind() == S3Failure.Kind.NO_OBJECT)
                    .isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.of(object.size());
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    /** {@inheritDoc} Nothing is asked of the store until the first byte is read. */
    @Override
    public InputStream open(long fromByte) {
        return new RangedStream(object, fromByte, rangeBytes);
    }

    @Override
    public String toString() {
        return name();
    }
}
