package io.github.leat.s3;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.s3.internal.Failures;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3 as a place to write to: objects that appear whole or not at all. Immutable and thread-safe; each upload is one thread's.
 */
public final class S3Landing {
    /** Bytes of a part unless told otherwise: 8 MiB, so that an object may have some 78 GiB. */
    public static final int DEFAULT_PART_BYTES = 8 << 20;

    /** The least that S3 takes for a part but the last (user guide, "Amazon S3 multipart upload limits", read 2026-11). */
    public static final int LEAST_PART_BYTES = 5 << 20;

    private final S3Store store;
    private final int partBytes;

    private S3Landing(S3Store store, int partBytes) {
        this.store = store;
        this.partBytes = partBytes;
    }

    /** What must hold when an object appears: the headers If-None-Match and If-Match. */
    record Condition(Optional<String> ifNoneMatch, Optional<String> ifMatch) {
        static final Condition NONE = new Condition(Optional.empty(), Optional.empty());
    }

    /** A landing in a store, with parts of {@value #DEFAULT_PART_BYTES} bytes. */
    public static S3Landing in(S3Store store) {
        return new S3Landing(Objects.requireNonNull(store, "store"), DEFAULT_PART_BYTES);
    }

    /**
     * Another size of parts: what an upload keeps in memory, and a 10,000th of the largest object.
     *
     * @throws IllegalArgumentException if below {@value #LEAST_PART_BYTES}
     */
    public S3Landing partBytes(int bytes) {
        if (bytes < LEAST_PART_BYTES) {
            throw new IllegalArgumentException(
                    "Parts must have " + LEAST_PART_BYTES + " bytes or more, which is what S3 takes, got " + bytes);
        }
        return new S3Landing(store, bytes);
    }

    /** Begins an object that replaces one of the same key. */
    public S3Upload replace(S3Address address) {
        return upload(address, Condition.NONE);
    }

    /** Begins an object that appears only if there is none of the key at that moment. */
    public S3Upload create(S3Address address) {
        return upload(address, new Condition(Optional.of("*"), Optional.empty()));
    }

    /**
     * Begins an object that appears only if the one of the key still has an ETag at that moment.
     *
     * @param eTag as the store gives it, in quotes
     */
    public S3Upload replaceIf(S3Address address, String eTag) {
        return upload(address, new Condition(Optional.empty(), Optional.of(eTag)));
    }

    private S3Upload upload(S3Address address, Condition condition) {
        if (address.key().isEmpty() || address.key().endsWith("/")) {
            throw new IllegalArgumentException(address.name() + " is a prefix. Name an object to write.");
        }
        return new S3Upload(store, address, condition, partBytes);
    }

    /**
     * Removes all objects below a prefix, and uploads to it that have not ended. Costs two requests, two for each thousand objects, and
     * one for each upload.
     *
     * @throws SinkException if the store refuses
     * @throws IllegalArgumentException if the prefix does not end with a slash
     */
    public void clear(S3Address prefix) {
        if (!prefix.key().endsWith("/")) {
            throw new IllegalArgumentException(prefix.name() + " is no prefix. Let it end with /.");
        }
        S3Client client = store.client();
        try {
            client.listObjectsV2Paginator(
                            request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                    .forEach(page -> remove(prefix, page.contents()));
            client.listMultipartUploadsPaginator(
                            request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                    .uploads()
                    .forEach(upload -> client.abortMultipartUpload(request ->
                            request.bucket(prefix.bucket()).key(upload.key()).uploadId(upload.uploadId())));
        } catch (SdkException e) {
            throw Failures.ofWrite(e, prefix);
        }
    }

    /** A page of a listing has as many objects as one request removes. */
    private void remove(S3Address prefix, List<S3Object> objects) {
        if (objects.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> keys = objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        List<S3Error> errors = store.client()
                .deleteObjects(request -> request.bucket(prefix.bucket())
                        .delete(all -> all.objects(keys).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            S3Error first = errors.get(0);
            throw new PermanentSinkException(prefix.withKey(first.key()).name() + " cannot be removed: " + first.code()
                    + " (" + errors.size() + " objects). Allow s3:DeleteObject below " + prefix.name() + ".");
        }
    }

    S3Store store() {
        return store;
    }
}
