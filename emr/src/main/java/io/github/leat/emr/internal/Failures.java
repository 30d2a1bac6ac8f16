package io.github.leat.emr.internal;

import io.github.leat.aws.CallFailure;
import io.github.leat.emr.EmrException;
import io.github.leat.emr.EmrException.Reason;

/** What the services say, as our errors. */
final class Failures {
    private Failures() {}

    static EmrException of(CallFailure failure) {
        return switch (failure.kind()) {
            case CREDENTIALS, DENIED -> error(Reason.DENIED, failure);
            case THROTTLED -> error(Reason.THROTTLED, failure);
            case NOT_FOUND -> notFound(failure);
            case QUOTA -> error(Reason.QUOTA, failure);
            // EMR on EC2 has one code for all it refuses: "Cluster id 'j-…' is not valid.", "Step id 's-…' is not
            // valid."
            case REFUSED ->
                failure.what().contains("is not valid") && failure.code().equals("InvalidRequestException")
                        ? notFound(failure)
                        : error(Reason.REFUSED, failure);
            case TAKEN ->
                new EmrException(
                        Reason.REFUSED,
                        failure.message("It may have ended or not be ready: look at it with leat emr status."),
                        failure.cause());
            case UNREACHABLE -> error(Reason.UNREACHABLE, failure);
        };
    }

    private static EmrException notFound(CallFailure failure) {
        return new EmrException(
                Reason.NOT_FOUND,
                failure.message("Check the id, --application or --cluster, and the region."),
                failure.cause());
    }

    private static EmrException error(Reason reason, CallFailure failure) {
        return new EmrException(reason, failure.message(), failure.cause());
    }
}
