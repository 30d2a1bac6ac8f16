package io.github.leat.rds.internal;

/**
 * A column of a staging table.
 *
 * @param name unquoted
 * @param type as SQL writes it
 * @param slot where its values go
 */
public record StageColumn(String name, String type, Slot slot) {}
