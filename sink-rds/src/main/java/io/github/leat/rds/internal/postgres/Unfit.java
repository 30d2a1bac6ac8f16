package io.github.leat.rds.internal.postgres;

import io.github.leat.core.record.RejectCode;

/** A value that the column cannot hold, found before the server saw it. Without a stack trace, for there may be many. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectCode code;

    /** @param reason one sentence, with the column's name */
    Unfit(RejectCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    RejectCode code() {
        return code;
    }
}
