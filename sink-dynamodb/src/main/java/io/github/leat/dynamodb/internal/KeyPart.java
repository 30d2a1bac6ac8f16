package io.github.leat.dynamodb.internal;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * One attribute of a key, and what it is made of.
 *
 * @param attribute its name
 * @param type S or N
 * @param columns of the load's schema; none for the key that is made of the source and the record's number
 * @param texts around the columns: one more than columns
 */
record KeyPart(String attribute, ScalarAttributeType type, List<Integer> columns, List<String> texts) {
    /** The partition key of tables that are appended to without a key. */
    static final String GENERATED = "_leat_key";

    KeyPart {
        columns = List.copyOf(columns);
        texts = List.copyOf(texts);
    }

    static KeyPart generated() {
        return new KeyPart(GENERATED, ScalarAttributeType.S, List.of(), List.of());
    }

    boolean isGenerated() {
        return columns.isEmpty();
    }

    /** Whether it is one column as it is. */
    boolean isColumn() {
        return columns.size() == 1 && texts.get(0).isEmpty() && texts.get(1).isEmpty();
    }
}
