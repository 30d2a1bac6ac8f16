package io.github.leat.core.csv;

import io.github.leat.core.Position;
import java.io.Serializable;

/**
 * What the reader found in one range of a text, see {@link SplitPlanner#read}. Immutable.
 *
 * @param start where it was told that a record begins; its record is 0
 * @param last the end of the last record that begins in the range; its record is how many begin there
 */
public record RangeRead(Position start, Position last) implements Serializable {}
