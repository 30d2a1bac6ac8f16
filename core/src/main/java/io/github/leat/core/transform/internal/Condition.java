package io.github.leat.core.transform.internal;

import io.github.leat.core.record.RecordCursor;

/** A predicate bound to a schema, with SQL's third answer: a comparison with NULL is neither true nor false. */
@FunctionalInterface
public interface Condition {
    /** What a condition says of a record. */
    enum Answer {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** A NULL keeps it from being known. */
        UNKNOWN;

        static Answer of(boolean holds) {
            return holds ? TRUE : FALSE;
        }
    }

    /** The answer for the cursor's current record. */
    Answer test(RecordCursor cursor);

    /** False where one is, else unknown where one is. */
    default Condition and(Condition other) {
        return cursor -> {
            Answer mine = test(cursor);
            if (mine == Answer.FALSE) {
                return mine;
            }
            Answer theirs = other.test(cursor);
            return mine == Answer.TRUE || theirs == Answer.FALSE ? theirs : Answer.UNKNOWN;
        };
    }

    /** True where one is, else unknown where one is. */
    default Condition or(Condition other) {
        return cursor -> {
            Answer mine = test(cursor);
            if (mine == Answer.TRUE) {
                return mine;
            }
            Answer theirs = other.test(cursor);
            return mine == Answer.FALSE || theirs == Answer.TRUE ? theirs : Answer.UNKNOWN;
        };
    }

    /** The opposite; unknown stays unknown. */
    default Condition not() {
        return cursor -> switch (test(cursor)) {
            case TRUE -> Answer.FALSE;
            case FALSE -> Answer.TRUE;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }
}
