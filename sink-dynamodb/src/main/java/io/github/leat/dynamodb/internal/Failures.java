package io.github.leat.dynamodb.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/**
 * What DynamoDB and the SDK throw, in words. Codes are those of the developer guide, "Error handling with DynamoDB" (read
 * 2026-11). No message holds a header or a credential.
 */
final class Failures {
    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "RequestLimitExceeded",
            "ProvisionedThroughputExceeded");
    private static final Set<String> CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "ExpiredTokenException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "IncompleteSignatureException",
            "MissingAuthenticationToken");
    private static final Set<String> CONFLICTS =
            Set.of("TransactionConflictException", "ReplicatedWriteConflictException");

    private Failures() {}

    static boolean isThrottled(AwsServiceException thrown) {
        return THROTTLED.contains(code(thrown));
    }

    /** Whether it is one part of the table that is too busy. */
    static boolean isAboutPart(AwsServiceException thrown) {
        List<ThrottlingReason> reasons = thrown instanceof ProvisionedThroughputExceededException throughput
                ? throughput.throttlingReasons()
                : List.of();
        return reasons.stream()
                        .anyMatch(reason -> String.valueOf(reason.reason()).contains("KeyRange"))
                || String.valueOf(thrown.getMessage()).contains("KeyRange");
    }

    static boolean isRefused(AwsServiceException thrown) {
        return code(thrown).equals("ValidationException")
                || code(thrown).equals("ItemCollectionSizeLimitExceededException");
    }

    /** Whether another write of the item was under way. */
    static boolean isConflict(AwsServiceException thrown) {
        return CONFLICTS.contains(code(thrown));
    }

    /** What the target says, without the SDK's additions. */
    static String message(AwsServiceException thrown) {
        String text = thrown.awsErrorDetails() == null
                ? null
                : thrown.awsErrorDetails().errorMessage();
        return text == null ? code(thrown) : text;
    }

    private static String code(AwsServiceException thrown) {
        String code = thrown.awsErrorDetails() == null
                ? null
                : thrown.awsErrorDetails().errorCode();
        return code == null ? "HTTP " + thrown.statusCode() : code;
    }

    /** The exception for a request that failed. */
    static SinkException of(SdkException thrown, String where) {
        if (thrown instanceof AwsServiceException service) {
            return ofService(service, where);
        }
        if (thrown instanceof SdkClientException && isAboutCredentials(thrown)) {
            return new PermanentSinkException(
                    where + " cannot be reached: no AWS credentials were found. Log in, or set AWS_PROFILE, or"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                    thrown);
        }
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return new TransientSinkException(
                where + " cannot be reached (" + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + "). Check the network, the region and the endpoint.",
                thrown);
    }

    private static boolean isAboutCredentials(SdkException thrown) {
        return String.valueOf(thrown.getMessage()).contains("credentials");
    }

    private static SinkException ofService(AwsServiceException thrown, String where) {
        String code = code(thrown);
        String said = " (" + code + ": " + message(thrown) + "). ";
        if (isThrottled(thrown)
                || isConflict(thrown)
                || thrown.statusCode() >= 500
                || code.equals("LimitExceededException")) {
            return new TransientSinkException(where + " cannot answer now" + said + "Run it again later.", thrown);
        }
        if (CREDENTIALS.contains(code)) {
            return new PermanentSinkException(
                    where + " cannot be reached: the AWS credentials are expired or wrong" + said
                            + "Log in again, or set AWS_PROFILE.",
                    thrown);
        }
        if (code.equals("AccessDeniedException")) {
            return new PermanentSinkException(
                    where + " may not be written" + said
                            + "Allow dynamodb:DescribeTable, BatchWriteItem and PutItem on it,"
                            + " the same and GetItem on the ledger's table, and CreateTable to make them.",
                    thrown);
        }
        if (code.equals("ResourceNotFoundException")) {
            return new PermanentSinkException(
                    where + " is not there any more" + said + "Run the load again: it makes the table.", thrown);
        }
        return new PermanentSinkException(
                where + " refuses the request" + said + "Check the table's settings and the load's.", thrown);
    }
}
