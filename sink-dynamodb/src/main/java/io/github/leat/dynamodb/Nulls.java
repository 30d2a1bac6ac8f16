package io.github.leat.dynamodb;

/** What a NULL becomes in an item. */
public enum Nulls {
    /** The attribute is left out: the default, and the cheapest. */
    ABSENT,
    /** The attribute is there, of type NULL. */
    NULL
}
