package io.github.leat.s3.internal;

import io.github.leat.core.SourceException;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Store;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One version of an object, and requests for ranges of it that fail if it is another one by now. Immutable.
 *
 * @param store where it is
 * @param address its address; with the version id where its bucket keeps versions
 * @param eTag the ETag that every answer must have
 * @param size in bytes
 * @param modified when it was written, in whole seconds
 */
public record PinnedObject(S3Store store, S3Address address, String eTag, long size, Instant modified) {
    /**
     * Asks what the object is now.
     *
     * @throws SourceException if it is absent or cannot be read
     */
    public static PinnedObject find(S3Store store, S3Address address) {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(address.bucket()).key(address.key());
        address.versionId().ifPresent(request::versionId);
        payer(store).ifPresent(request::requestPayer);
        HeadObjectResponse head;
        try {
            head = store.client().headObject(request.build());
        } catch (S3Exception e) {
            throw reasonOf(e, store, address);
        } catch (SdkException e) {
            throw Failures.of(e, address);
        }
        Optional<String> version = Optional.ofNullable(head.versionId()).filter(id -> !id.equals("null"));
        return new PinnedObject(
                store,
                new S3Address(address.bucket(), address.key(), version.or(address::versionId), address.options()),
                head.eTag(),
                head.contentLength(),
                head.lastModified());
    }

    /** An answer to HEAD has no body and so no code; that to a GET of one byte has. */
    private static SourceException reasonOf(S3Exception head, S3Store store, S3Address address) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .range("bytes=0-0");
        address.versionId().ifPresent(request::versionId);
        payer(store).ifPresent(request::requestPayer);
        try (ResponseInputStream<GetObjectResponse> body = store.client().getObject(request.build())) {
            body.abort();
            return Failures.of(head, address);
        } catch (SdkException e) {
            return Failures.of(e, address);
        } catch (java.io.IOException e) {
            return Failures.of(head, address);
        }
    }

    private static Optional<RequestPayer> payer(S3Store store) {
        return store.options().requesterPays() ? Optional.of(RequestPayer.REQUESTER) : Optional.empty();
    }

    /**
     * Opens bytes {@code from} to {@code to - 1}.
     *
     * @throws SdkException if the request fails
     * @throws SourceException if the object is another one by now
     */
    ResponseInputStream<GetObjectResponse> open(long from, long to) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .ifMatch(eTag)
                .range("bytes=" + from + "-" + (to - 1));
        address.versionId().ifPresent(request::versionId);
        payer(store).ifPresent(request::requestPayer);
        ResponseInputStream<GetObjectResponse> body = store.client().getObject(request.build());
        Optional<String> fault = faultOf(body.response(), from, to);
        if (fault.isPresent()) {
            body.abort();
            throw Failures.changed(address, fault.get());
        }
        return body;
    }

    /** Stores and proxies that do not know If-Match, or answer with the whole object, are found here. */
    private Optional<String> faultOf(GetObjectResponse response, long from, long to) {
        if (!eTag.equals(response.eTag())) {
            return Optional.of("its ETag was " + eTag + " and is " + response.eTag());
        }
        String expected = "bytes " + from + "-" + (to - 1) + "/" + size;
        if (!expected.equals(response.contentRange())) {
            return Optional.of("asked for " + expected + ", it gave " + response.contentRange());
        }
        return Optional.empty();
    }
}
