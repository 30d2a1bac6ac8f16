package io.github.leat.spark.internal;

import io.github.leat.core.csv.Split;
import java.io.Serializable;

/**
 * A file, or a part of one, that one task reads. Immutable.
 *
 * @param file where the bytes are
 * @param layout what the driver found of it
 * @param split which part; of a file that is read as a whole, all of it
 */
public record Piece(HadoopFile file, PortableLayout layout, Split split) implements Serializable {}
