package io.github.leat.redshift.internal;

import java.io.Serializable;

/**
 * A table in its schema.
 *
 * @param schema as the catalogue has it
 * @param name as the catalogue has it
 */
record Table(String schema, String name) implements Serializable {
    /** As SQL names it. */
    String sql() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }

    /** As the columns of a statement name it that has no alias for it. */
    String qualifier() {
        return Identifiers.quote(name);
    }

    /** Another table of the schema. */
    Table sibling(String other) {
        return new Table(schema, Identifiers.identifier(other));
    }

    /** The one key of the ledger for this table. */
    String key() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }
}
