package io.github.leat.s3.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.SourceException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Failure.Kind;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3 and the SDK throw, in words: what and where, then what to do. Codes are those of the S3 API reference, "Error
 * responses" (read 2026-11). No message holds a header or a credential.
 */
public final class Failures {
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "InvalidToken",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed",
            "RequestExpired");
    private static final Set<String> WRONG_REGION = Set.of(
            "PermanentRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "TemporaryRedirect");

    private Failures() {}

    /** The exception for a request that failed. */
    public static SourceException of(SdkException thrown, S3Address address) {
        S3Failure failure = failure(thrown);
        return new SourceException(words(failure, address, thrown), failure);
    }

    /** The exception for a write that failed. */
    public static SinkException ofWrite(SdkException thrown, S3Address address) {
        S3Failure failure = failure(thrown);
        if (failure.kind() == Kind.CHANGED) {
            return new PermanentSinkException(
                    address.name() + " was not written: the object that is there is not the one that was expected ("
                            + failure.getMessage() + "). Look at what it is now, and decide again.",
                    failure);
        }
        String words = words(failure, address, thrown);
        return failure.kind().isTransient()
                ? new TransientSinkException(words, failure)
                : new PermanentSinkException(words, failure);
    }

    /** The exception for a client that cannot be made, which is so when nothing tells the region. */
    public static SourceException noRegion(SdkClientException thrown) {
        return new SourceException(
                "S3 cannot be reached: no region is set. Say which with ?region=… in the address, AWS_REGION or the profile.",
                new S3Failure(Kind.REGION, "no region", thrown));
    }

    /** The exception for an object that is not the one that was opened any more. */
    public static SourceException changed(S3Address address, String how) {
        S3Failure failure = new S3Failure(Kind.CHANGED, how, new IOException(how));
        return new SourceException(words(failure, address, failure), failure);
    }

    /** The exception for a body that broke off too often. */
    public static SourceException brokenOff(S3Address address, long offset, int attempts, IOException cause) {
        S3Failure failure = new S3Failure(Kind.UNREACHABLE, "the answer broke off", cause);
        return new SourceException(
                address.name() + " cannot be read on at byte " + offset + ": the answer broke off " + attempts
                        + " times in a row (" + cause.getMessage() + "). Check the network, and run it again.",
                failure);
    }

    /** What kind of failure it is. */
    static S3Failure failure(SdkException thrown) {
        return new S3Failure(kind(thrown), code(thrown), thrown);
    }

    private static Kind kind(SdkException thrown) {
        String code = code(thrown);
        if (thrown instanceof SdkClientException) {
            return isAboutCredentials(thrown)
                    ? Kind.CREDENTIALS
                    : isAboutRegion(thrown) ? Kind.REGION : Kind.UNREACHABLE;
        }
        if (code.equals("NoSuchBucket")) {
            return Kind.NO_BUCKET;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return Kind.CREDENTIALS;
        }
        if (WRONG_REGION.contains(code)) {
            return Kind.REGION;
        }
        if (code.equals("InvalidObjectState")) {
            return Kind.ARCHIVED;
        }
        int status = thrown instanceof AwsServiceException service ? service.statusCode() : 0;
        return switch (status) {
            case 301, 307 -> Kind.REGION;
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.NO_OBJECT;
            case 409, 412 -> Kind.CHANGED;
            case 408, 429, 500, 502, 503, 504 -> Kind.BUSY;
            default -> Kind.OTHER;
        };
    }

    private static boolean isAboutCredentials(SdkException thrown) {
        return String.valueOf(thrown.getMessage()).contains("credentials");
    }

    private static boolean isAboutRegion(SdkException thrown) {
        return String.valueOf(thrown.getMessage()).contains("region");
    }

    private static String code(SdkException thrown) {
        if (thrown instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            if (details != null && details.errorCode() != null) {
                return details.errorCode();
            }
            return "HTTP " + service.statusCode();
        }
        if (isAboutCredentials(thrown)) {
            return "none were found";
        }
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    private static String words(S3Failure failure, S3Address address, Throwable thrown) {
        String name = address.name();
        return switch (failure.kind()) {
            case NO_BUCKET ->
                "There is no bucket " + address.bucket() + " for " + name + ". Check its name"
                        + (address.options().endpoint().isPresent() ? " and the endpoint." : ".");
            case NO_OBJECT ->
                "There is no object " + name + version(address)
                        + ". Check the key, in which case matters; a prefix ends"
                        + " with /, and a pattern has a * in it.";
            case DENIED ->
                name + " may not be read or written: access is denied (" + failure.getMessage()
                        + "). Allow s3:GetObject on it, s3:GetObjectVersion for a version, s3:PutObject to write and"
                        + " s3:ListBucket on its bucket; some buckets want ?requester-pays=true.";
            case CREDENTIALS ->
                name + " cannot be reached: the AWS credentials are absent, expired or wrong (" + failure.getMessage()
                        + "). Log in again, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for"
                        + " temporary ones, AWS_SESSION_TOKEN.";
            case REGION -> name + ": its bucket is " + region(thrown);
            case CHANGED ->
                name + " was changed meanwhile (" + failure.getMessage()
                        + "). Run it again: it reads the object as it is now.";
            case ARCHIVED ->
                name + " is archived and cannot be read now (" + failure.getMessage()
                        + "). Restore it from its storage class, and run it again when that is done.";
            case BUSY ->
                "The store cannot answer for " + name + " now (" + failure.getMessage() + "). Run it again later.";
            case UNREACHABLE ->
                "The store of " + name + " cannot be reached (" + failure.getMessage()
                        + "). Check the network, the endpoint and, inside a VPC, its gateway endpoint for S3.";
            case OTHER ->
                "The store refuses " + name + " (" + failure.getMessage()
                        + "). Check the address and the settings of the bucket.";
        };
    }

    private static String version(S3Address address) {
        return address.versionId().map(id -> " of version " + id).orElse("");
    }

    private static String region(Throwable thrown) {
        String found = thrown instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .orElse("")
                : "";
        return found.isEmpty()
                ? "in another region, or no region is set. Say which with ?region=… or AWS_REGION."
                : "in the region " + found + ". Say so with ?region=" + found + " or AWS_REGION.";
    }
}
