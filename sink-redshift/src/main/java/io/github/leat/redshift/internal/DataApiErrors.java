package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What failures of the Data API mean. Of a statement it gives the words alone, no SQLSTATE, so the state is found by the words. Which
 * errors of the service pass: management guide, "Considerations when calling the Amazon Redshift Data API", and the errors of the API
 * reference's operations (read 2026-11-27).
 */
final class DataApiErrors {
    /** Errors of the service, all with status 400, that go by themselves. */
    private static final Set<String> PASSING = Set.of(
            "ActiveStatementsExceededException",
            "ActiveSessionsExceededException",
            "ActiveWaitingRequestsExceededException",
            "DatabaseConnectionException",
            "ThrottlingException",
            "RequestTimeoutException");

    private static final Map<String, String> STATES = new LinkedHashMap<>();

    static {
        STATES.put("by zero", "22012");
        STATES.put("already exists", "42P07");
        STATES.put("duplicate key value", "23505");
        STATES.put("deadlock", "40P01");
        STATES.put("could not serialize", "40001");
        STATES.put("serializable isolation violation", "40001");
        STATES.put("permission denied", "42501");
        STATES.put("must be owner", "42501");
        STATES.put("depend on it", "2BP01");
        STATES.put("depends on it", "2BP01");
        STATES.put("statement timeout", "57014");
        STATES.put("too many connections", "53300");
        STATES.put("connection limit", "53300");
        STATES.put("authentication failed", "28P01");
        STATES.put("connection was closed", "08006");
        STATES.put("connection refused", "08001");
        STATES.put("connection attempt failed", "08001");
        STATES.put("i/o error", "08006");
        STATES.put("terminating connection", "57P01");
    }

    private DataApiErrors() {}

    /** The failure of a call. */
    static SinkException of(SdkException error, String doing, String where) {
        String said =
                where + ": cannot " + doing + " by the Data API: " + Errors.oneLine(String.valueOf(error.getMessage()));
        if (!(error instanceof AwsServiceException service)) {
            boolean isCredentials = String.valueOf(error.getMessage()).contains("credentials");
            return isCredentials
                    ? new PermanentSinkException(said + " Give the process credentials of AWS.", error)
                    : passing(said, error);
        }
        String code = service.awsErrorDetails() == null
                ? ""
                : String.valueOf(service.awsErrorDetails().errorCode());
        if (service.statusCode() >= 500 || service.isThrottlingException() || PASSING.contains(code)) {
            return passing(said, error);
        }
        return new PermanentSinkException(said + " " + advice(code), error);
    }

    private static SinkException passing(String said, SdkException error) {
        return TransientSinkException.undoing(
                said + " Nothing since the last commit was kept; the load goes on there.", error);
    }

    private static String advice(String code) {
        return switch (code) {
            case "ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidSignatureException" ->
                "The process's credentials are not good any more. Renew them, then run the load again: it goes on at its last"
                        + " commit.";
            case "AccessDeniedException" ->
                "Allow the caller redshift-data:ExecuteStatement, BatchExecuteStatement, DescribeStatement, GetStatementResult"
                        + " and CancelStatement, and to get credentials of the database.";
            default -> "Check workgroup or cluster, database and user in the target.";
        };
    }

    /** The failure of a statement. */
    static SinkException ofStatement(@Nullable String error, boolean isAborted, String doing, String where) {
        String message = error == null ? "the statement was aborted" : error;
        String lower = message.toLowerCase(Locale.ROOT);
        String state = STATES.entrySet().stream()
                .filter(entry -> lower.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(isAborted ? "57P01" : "");
        return Errors.translate(state, message, new IllegalStateException(message), doing, where);
    }
}
