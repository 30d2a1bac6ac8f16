package io.github.leat.s3;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.s3.internal.Failures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object being written: it is there, whole, when {@link #complete()} returns, and not at all before.
 *
 * <p>One part is kept in memory; an object of less than a part is put by one request, a larger one by a multipart upload.
 * Each part goes with a CRC32 that the store checks. {@link #close()} without {@code complete} aborts: nothing stays, neither
 * an object nor parts that cost. Used by one thread.
 */
public final class S3Upload extends OutputStream {
    /** Parts of one upload that S3 takes (user guide, "Amazon S3 multipart upload limits", read 2026-11). */
    private static final int MOST_PARTS = 10_000;

    private final S3Store store;
    private final S3Address address;
    private final S3Landing.Condition condition;
    private final byte[] part;
    private int filled;
    private long written;
    private @Nullable String uploadId;
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean ended;

    S3Upload(S3Store store, S3Address address, S3Landing.Condition condition, int partBytes) {
        this.store = store;
        this.address = address;
        this.condition = condition;
        this.part = new byte[partBytes];
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /**
     * {@inheritDoc}
     *
     * @throws SinkException if the store refuses a part; nothing can be written then
     * @throws IOException if the upload has ended
     */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (ended) {
            throw new IOException("The upload of " + address.name() + " has ended. Open another one.");
        }
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == part.length) {
                sendPart();
            }
            int taken = Math.min(left, part.length - filled);
            System.arraycopy(bytes, at, part, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
        written += length;
    }

    /** Bytes written so far. */
    public long sizeInBytes() {
        return written;
    }

    /**
     * Makes the object.
     *
     * @return its ETag, in quotes
     * @throws SinkException if the store refuses; with the kind {@link S3Failure.Kind#CHANGED} if the condition does not hold.
     *     Nothing stays then
     * @throws IOException if the upload has ended
     */
    public String complete() throws IOException {
        if (ended) {
            throw new IOException("The upload of " + address.name() + " has ended. Open another one.");
        }
        boolean done = false;
        try {
            String eTag;
            if (uploadId == null) {
                eTag = put();
            } else {
                sendPart();
                eTag = completeParts();
            }
            ended = true;
            done = true;
            return eTag;
        } catch (SdkException e) {
            throw Failures.ofWrite(e, address);
        } finally {
            if (!done) {
                abort();
            }
        }
    }

    private String put() {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .checksumAlgorithm(ChecksumAlgorithm.CRC32);
        condition.ifNoneMatch().ifPresent(request::ifNoneMatch);
        condition.ifMatch().ifPresent(request::ifMatch);
        return store.client().putObject(request.build(), body()).eTag();
    }

    private String completeParts() {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(parts));
        condition.ifNoneMatch().ifPresent(request::ifNoneMatch);
        condition.ifMatch().ifPresent(request::ifMatch);
        return store.client().completeMultipartUpload(request.build()).eTag();
    }

    private void sendPart() {
        boolean done = false;
        try {
            if (parts.size() == MOST_PARTS) {
                throw new PermanentSinkException(address.name() + " would need more than " + MOST_PARTS
                        + " parts, which S3 does not take. Write larger parts, or several objects.");
            }
            if (uploadId == null) {
                uploadId = store.client()
                        .createMultipartUpload(CreateMultipartUploadRequest.builder()
                                .bucket(address.bucket())
                                .key(address.key())
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .build())
                        .uploadId();
            }
            int number = parts.size() + 1;
            UploadPartResponse response = store.client()
                    .uploadPart(
                            UploadPartRequest.builder()
                                    .bucket(address.bucket())
                                    .key(address.key())
                                    .uploadId(uploadId)
                                    .partNumber(number)
                                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                    .build(),
                            body());
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(response.eTag())
                    .checksumCRC32(response.checksumCRC32())
                    .build());
            filled = 0;
            done = true;
        } catch (SdkException e) {
            throw Failures.ofWrite(e, address);
        } finally {
            if (!done) {
                abort();
            }
        }
    }

    /** The part as it is, without a copy: it does not change until the request has ended. */
    private RequestBody body() {
        int length = filled;
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(part, 0, length)),
                length,
                "application/octet-stream");
    }

    /** Ends the upload without an object. Does nothing if it has ended. */
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        String open = uploadId;
        if (open != null) {
            try {
                store.client()
                        .abortMultipartUpload(request -> request.bucket(address.bucket())
                                .key(address.key())
                                .uploadId(open));
            } catch (SdkException e) {
                // the first failure says more; a life-cycle rule removes what stays (docs/s3.md)
            }
        }
    }

    /** Aborts, unless the upload is complete. */
    @Override
    public void close() {
        abort();
    }
}
