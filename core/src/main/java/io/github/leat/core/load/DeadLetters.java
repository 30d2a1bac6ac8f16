package io.github.leat.core.load;

import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where rejected records are kept. Immutable; each load opens its own writer. */
public interface DeadLetters {
    /** The columns that follow the source's own. */
    List<String> COLUMNS = List.of(
            "_leat_source",
            "_leat_version",
            "_leat_line",
            "_leat_record",
            "_leat_byte",
            "_leat_column",
            "_leat_code",
            "_leat_reason");

    /** What people call the place. */
    String name();

    /**
     * Opens the place for one load. Nothing is made before the first reject.
     *
     * @param source the source's name
     * @param version its version
     * @param columns the source's own columns
     * @param keepBytes size at the load's last commit; empty for a load that begins
     */
    DeadLetterWriter open(String source, Optional<String> version, Schema columns, Optional<Long> keepBytes);

    /**
     * A CSV file: the source's own columns with their raw texts, then {@link #COLUMNS}. Rejects are added to a file that is
     * there already if its header is the same.
     */
    static DeadLetters toFile(Path path) {
        return new FileDeadLetters(path);
    }

    /**
     * Whether a file can take the rejects of a source with these columns: it is not there, is empty, or has their header.
     *
     * @throws java.io.IOException if the file cannot be read
     */
    static boolean fits(Path path, Schema columns) throws IOException {
        return FileDeadLetters.fits(path, columns);
    }

    /** Nowhere: the first reject stops the load. */
    static DeadLetters none() {
        return NoDeadLetters.INSTANCE;
    }
}
