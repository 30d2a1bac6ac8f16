package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What failures of the staging store mean to a load: what may pass undoes what came since the last commit. */
final class StoreErrors {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private StoreErrors() {}

    /** A failure of the client's own requests. */
    static SinkException of(SdkException error, S3Address where) {
        int status = error instanceof AwsServiceException service ? service.statusCode() : 0;
        boolean passing = status == 0 ? error.retryable() : status >= SERVER_ERROR || status == TOO_MANY;
        String said = where.name() + " cannot be cleaned: " + error.getMessage();
        return passing
                ? TransientSinkException.undoing(said + ". Run the load again later.", error)
                : new PermanentSinkException(
                        said + ". Allow s3:ListBucket, s3:DeleteObject, s3:ListBucketMultipartUploads and"
                                + " s3:AbortMultipartUpload on the staging prefix.",
                        error);
    }

    /** A failure of an upload. */
    static RuntimeException ofUpload(Throwable error, String where) {
        boolean passing =
                S3Failure.behind(error).map(found -> found.kind().isTransient()).orElse(false);
        if (passing || error instanceof TransientSinkException) {
            return TransientSinkException.undoing(
                    where + ": a part could not be written to the staging store: " + error.getMessage()
                            + " Nothing since the last commit was kept; the load goes on there.",
                    error);
        }
        if (error instanceof SinkException known) {
            return known;
        }
        return new PermanentSinkException(
                where + ": a part could not be written to the staging store: " + error
                        + ". Run the load again: it goes on at its last commit.",
                error);
    }
}
