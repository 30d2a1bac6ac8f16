package io.github.leat.aws;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Why a call was not done, in words. Immutable.
 *
 * @param kind what kind of failure it is
 * @param code the service's code, without the suffix Fault; empty if it has none
 * @param what the first sentence of a message: what happened, with what the service said, and without an end
 * @param advice the second: what to do
 * @param cause what the SDK threw
 */
public record CallFailure(Kind kind, String code, String what, String advice, SdkException cause) {
    /** The services' own messages are sentences; a longer one is cut. */
    private static final int MAX_CHARS = 300;

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");

    /** Codes of credentials that are wrong or old (IAM, "Common error types", read 2026-11-27). */
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken");

    /** What kind of failure it is. */
    public enum Kind {
        /** The credentials are wrong or old. */
        CREDENTIALS,
        /** They may not do it. */
        DENIED,
        /** Too many calls, at every try. */
        THROTTLED,
        /** There is no such thing. */
        NOT_FOUND,
        /** There is something already. */
        TAKEN,
        /** A quota of the account is full. */
        QUOTA,
        /** The service refuses it as it is asked. */
        REFUSED,
        /** No answer came, or nothing could be sent. */
        UNREACHABLE
    }

    /** The failure of a call. */
    public static CallFailure of(String action, SdkException e) {
        if (!(e instanceof AwsServiceException service)) {
            return unreachable(action, e);
        }
        String said = " (" + said(service) + ")";
        String code = code(e);
        if (CREDENTIALS.contains(code)) {
            return new CallFailure(
                    Kind.CREDENTIALS,
                    code,
                    action + " was refused because of the credentials" + said,
                    "Renew them, or name others by AWS_PROFILE or AWS_ACCESS_KEY_ID.",
                    e);
        }
        if (DENIED.contains(code) || service.statusCode() == 403) {
            return new CallFailure(
                    Kind.DENIED,
                    code,
                    "These credentials may not call " + action + said,
                    "Allow the IAM action " + action + " on it, or use credentials that have it.",
                    e);
        }
        if (isThrottled(e)) {
            return new CallFailure(
                    Kind.THROTTLED, code, action + " was throttled at every try" + said, "Try again in a minute.", e);
        }
        if (code.contains("NotFound")) {
            return new CallFailure(
                    Kind.NOT_FOUND,
                    code,
                    action + " does not find what it is about" + said,
                    "Check the names and the region.",
                    e);
        }
        if (code.contains("AlreadyExists") || code.equals("ConflictException")) {
            return new CallFailure(
                    Kind.TAKEN,
                    code,
                    action + " meets something that is there or going on already" + said,
                    "Choose another name, or wait until it is over.",
                    e);
        }
        if (code.contains("Quota") || code.contains("LimitExceeded")) {
            return new CallFailure(
                    Kind.QUOTA,
                    code,
                    action + " meets a quota of the account" + said,
                    "Delete what is not needed any more, or ask AWS for a higher quota.",
                    e);
        }
        return new CallFailure(
                Kind.REFUSED, code, action + " is refused" + said, "Change what the message names and try again.", e);
    }

    /** The SDK's own words go on for many lines where it finds neither region nor credentials. */
    private static CallFailure unreachable(String action, SdkException e) {
        String words = String.valueOf(e.getMessage());
        String why = isOnTheWay(e)
                ? "the connection broke"
                : words.contains("region")
                        ? "no region is set"
                        : words.contains("credentials") ? "there are no credentials" : "the service cannot be reached";
        return new CallFailure(
                Kind.UNREACHABLE,
                "",
                action + " was not answered: " + why,
                "Check the region (--region or AWS_REGION), the credentials and the network.",
                e);
    }

    /** The message: what happened, and what to do. */
    public String message() {
        return message(advice);
    }

    /** The message with other advice. */
    public String message(String otherAdvice) {
        return what + ". " + otherAdvice;
    }

    static boolean isThrottled(SdkException e) {
        return e instanceof SdkServiceException service && service.isThrottlingException();
    }

    /** Whether it broke while it was on its way, rather than before it went. */
    static boolean isOnTheWay(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** The service's code of an error, without the suffix Fault; empty if it has none. */
    static String code(SdkException e) {
        if (e instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null) {
            String code = service.awsErrorDetails().errorCode();
            return code.endsWith("Fault") ? code.substring(0, code.length() - "Fault".length()) : code;
        }
        return "";
    }

    private static String said(AwsServiceException e) {
        String message =
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        String text = (code(e).isEmpty() ? "status " + e.statusCode() : code(e))
                + (message == null || message.isBlank() ? "" : ": " + message.strip());
        String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS - 1) + "…" : text;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
