package io.github.leat.redshift.internal;

/**
 * Where a column of the load goes.
 *
 * @param column the target's column, as the catalogue has it or will have it
 * @param nativeType its type once the plan's DDL has run
 * @param isNullable whether it takes NULL
 */
record Slot(String column, String nativeType, boolean isNullable) {}
