package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.CallFailure;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;

/** What the services say, as our errors. */
final class Failures {
    private Failures() {}

    static BackupException of(CallFailure failure) {
        return switch (failure.kind()) {
            case CREDENTIALS, DENIED -> error(Reason.DENIED, failure);
            case THROTTLED -> error(Reason.THROTTLED, failure);
            case NOT_FOUND ->
                new BackupException(
                        Reason.NOT_FOUND,
                        failure.message("Check the names and the region; leat redshift list shows what is there."),
                        failure.cause());
            case TAKEN -> error(Reason.TAKEN, failure);
            case QUOTA -> error(Reason.QUOTA, failure);
            case REFUSED -> error(Reason.REFUSED, failure);
            case UNREACHABLE -> error(Reason.UNREACHABLE, failure);
        };
    }

    private static BackupException error(Reason reason, CallFailure failure) {
        return new BackupException(reason, failure.message(), failure.cause());
    }
}
