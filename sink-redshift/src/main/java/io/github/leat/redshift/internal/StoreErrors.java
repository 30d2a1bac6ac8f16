package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.s3.S3Failure;

/** What failures of the staging store mean to a load: what may pass undoes what came since the last commit. */
final class StoreErrors {
    private StoreErrors() {}

    static SinkException of(Throwable error, String where) {
        boolean isPassing =
                S3Failure.behind(error).map(found -> found.kind().isTransient()).orElse(false);
        if (isPassing || error instanceof TransientSinkException) {
            return TransientSinkException.undoing(
                    where + ": " + error.getMessage()
                            + " Nothing since the last commit was kept; the load goes on there.",
                    error);
        }
        if (error instanceof SinkException known) {
            return known;
        }
        return new PermanentSinkException(
                where + ": the staging store fails: " + error + ". Run the load again: it goes on at its last commit.",
                error);
    }
}
