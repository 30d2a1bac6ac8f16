package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Upload;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The receipts of staged parts, as objects beside what was staged. Used by one thread. */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final int NOT_FOUND = 404;
    private static final int SERVER_FAULT = 500;
    private static final int MOST_ATTEMPTS = 5;

    private final Staging staging;
    private final String where;

    Receipts(Staging staging, String where) {
        this.staging = staging;
        this.where = where;
    }

    /** The receipt of an earlier attempt; empty if there is none, or not all that it names is there. */
    Optional<StagedPart> find(ReceiptKey key) {
        S3Address address = staging.below(key.receipt());
        try {
            byte[] text = staging.store()
                    .client()
                    .getObjectAsBytes(
                            request -> request.bucket(address.bucket()).key(address.key()))
                    .asByteArray();
            return ReceiptText.read(text).filter(this::isThere);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    /** What the SDK has tried some times in vain; what may pass lets the part be begun again. */
    private SinkException failed(SdkException error) {
        boolean isPassing = error instanceof AwsServiceException service
                ? service.statusCode() >= SERVER_FAULT || service.isThrottlingException()
                : !String.valueOf(error.getMessage()).contains("credentials");
        return isPassing
                ? TransientSinkException.undoing(
                        where + ": the receipts of staged parts cannot be read: " + error.getMessage()
                                + " Run the load again: what is staged is not staged again.",
                        error)
                : StoreErrors.of(error, where);
    }

    private boolean isThere(StagedPart part) {
        return part.stagedObjects().allMatch(this::isThere);
    }

    private boolean isThere(StagedObject object) {
        S3Address address = staging.at(object.key());
        try {
            HeadObjectResponse head = staging.store()
                    .client()
                    .headObject(request -> request.bucket(address.bucket()).key(address.key()));
            return head.contentLength() == object.bytes() && object.eTag().equals(head.eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Keeps a receipt, unless another attempt has kept its own.
     *
     * @return the one that counts
     */
    StagedPart keep(ReceiptKey key, StagedPart own) {
        S3Address address = staging.below(key.receipt());
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try (S3Upload upload = staging.landing().create(address)) {
                upload.write(ReceiptText.write(own));
                upload.complete();
                return own;
            } catch (IOException e) {
                throw new IllegalStateException("The upload has ended by itself.", e);
            } catch (SinkException e) {
                boolean isTaken = S3Failure.behind(e)
                        .filter(failure -> failure.kind() == S3Failure.Kind.CHANGED)
                        .isPresent();
                if (!isTaken) {
                    throw StoreErrors.of(e, where);
                }
            }
            Optional<StagedPart> other = find(key);
            if (other.isPresent()) {
                return other.get();
            }
            LOG.debug("{}: {} names what is not there", where, address.name());
            remove(address);
        }
        throw new PermanentSinkException(where + ": " + address.name()
                + " changes while it is written. Let no two loads of the same files run at once.");
    }

    private void remove(S3Address address) {
        try {
            staging.store()
                    .client()
                    .deleteObject(request -> request.bucket(address.bucket()).key(address.key()));
        } catch (SdkException e) {
            throw failed(e);
        }
    }
}
