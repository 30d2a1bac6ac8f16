package io.github.leat.dynamodb.internal;

import io.github.leat.core.record.RejectCode;

/** A record that cannot be an item: caught where the record is rejected. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final RejectCode code;

    /** @param column source name, empty for the whole record */
    Unfit(String column, RejectCode code, String reason) {
        super(reason, null, false, false);
        this.column = column;
        this.code = code;
    }

    String column() {
        return column;
    }

    RejectCode code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
