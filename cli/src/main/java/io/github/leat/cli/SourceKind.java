package io.github.leat.cli;

import io.github.leat.core.LoadException;
import io.github.leat.core.io.ByteSource;
import java.util.List;

/** A kind of sources that addresses with a scheme stand for, such as {@code s3:}. Stateless but for what it keeps open. */
interface SourceKind {
    /** What its addresses begin with, such as {@code s3:}. */
    String scheme();

    /**
     * The names of the sources that an address stands for, sorted.
     *
     * @throws UsageException if it is no address of this kind
     * @throws LoadException if there is none, or they cannot be listed
     */
    List<String> expand(String address);

    /**
     * Opens one of the names.
     *
     * @throws LoadException if it is absent or cannot be read
     */
    ByteSource open(String name);

    /** A name as people see it: without settings. */
    String shown(String name);

    /** The part of a name that a file of the same content would be called, such as {@code events.csv.gz}. */
    String fileName(String name);
}
