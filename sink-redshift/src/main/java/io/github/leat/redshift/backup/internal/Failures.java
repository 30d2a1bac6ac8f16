package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.CallFailure;
import io.github.leat.aws.Caller;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import java.util.Optional;

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

    /** What a look finds; empty where the service says that it is not there. */
    static <T> Optional<T> notFoundAsEmpty(Caller.Look<T> look) throws InterruptedException {
        try {
            return look.look();
        } catch (BackupException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static BackupException error(Reason reason, CallFailure failure) {
        return new BackupException(reason, failure.message(), failure.cause());
    }
}
