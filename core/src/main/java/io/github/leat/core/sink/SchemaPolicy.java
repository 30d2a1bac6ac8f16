package io.github.leat.core.sink;

/** What happens when a source and a target, or a value and its column, differ in type or columns. */
public enum SchemaPolicy {
    /** The target follows: columns are added and widened. */
    EVOLVE,
    /** The target stays as it is: an unknown column is an error before the load, a value that does not fit is rejected. */
    FREEZE
}
