package io.github.leat.redshift.internal;

import java.io.Serializable;

/**
 * A record that COPY refuses.
 *
 * @param number the record's number in the load
 * @param column the staged column; empty if unknown
 * @param reason as the view of load errors has it
 */
record Refusal(long number, String column, String reason) implements Serializable {}
