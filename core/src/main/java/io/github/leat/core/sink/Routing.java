package io.github.leat.core.sink;

import io.github.leat.core.record.RecordCursor;

/**
 * Says which records must go through one writer, so that several writers keep the order of each key.
 *
 * <p>Used by one thread at a time; changes nothing.
 */
@FunctionalInterface
public interface Routing {
    /** A well mixed hash of what decides: equal for records of one key. The record's fields conform to the schema. */
    int of(RecordCursor record);
}
