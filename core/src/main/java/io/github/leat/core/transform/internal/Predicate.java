package io.github.leat.core.transform.internal;

import io.github.leat.core.schema.Schema;

/** A predicate that was read, and is not bound to columns yet. */
@FunctionalInterface
public interface Predicate {
    /**
     * The condition on records of these columns.
     *
     * @throws io.github.leat.core.SchemaException if a column is not there, or a literal does not fit its type
     */
    Condition bind(Schema schema);
}
