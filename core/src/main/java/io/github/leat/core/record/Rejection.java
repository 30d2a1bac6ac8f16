package io.github.leat.core.record;

import java.util.Objects;

/**
 * One record of a batch that is not to be written, and why.
 *
 * @param index of the record in its batch, from 0
 * @param column source name of the column at fault; empty when the whole record is
 * @param code the kind of fault
 * @param reason one sentence for people
 */
public record Rejection(int index, String column, RejectCode code, String reason) {
    /** @throws IllegalArgumentException if the index is below 0 */
    public Rejection {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        if (index < 0) {
            throw new IllegalArgumentException("A rejection needs an index of 0 or more, got " + index);
        }
    }
}
