package io.github.leat.core.sink;

import io.github.leat.core.Position;
import java.io.Serializable;

/**
 * The place up to which everything is durably written or rejected, and the counts up to there.
 *
 * @param position where reading goes on
 * @param counts what became of the records before it
 * @param deadLetterBytes size of the dead letters at this time in bytes, 0 if there are none; for people, since other loads
 *     may keep theirs in the same place
 */
public record Checkpoint(Position position, RecordCounts counts, long deadLetterBytes) implements Serializable {
    /** @throws IllegalArgumentException if the size is below 0 */
    public Checkpoint {
        if (deadLetterBytes < 0) {
            throw new IllegalArgumentException("deadLetterBytes must be 0 or more, got " + deadLetterBytes);
        }
    }
}
