package io.github.leat.cli;

import io.github.leat.core.io.ByteSource;
import java.util.List;

/** A kind of sources that the command line names by a scheme. {@link Sources} lists them all. Stateless but for what it keeps open. */
interface SourceKind {
    /** Whether an argument is of this kind. */
    boolean claims(String argument);

    /** The names that an argument stands for: itself, or what a pattern in it matches. */
    List<String> expand(String argument, Surroundings surroundings);

    /** Opens one of the names. */
    ByteSource open(String name, Surroundings surroundings);

    /** A name as people see it: without settings that the address may hold. */
    default String shown(String name) {
        return name;
    }

    /** A file name for it, which tables and copies are called by. */
    String fileName(String name);
}
