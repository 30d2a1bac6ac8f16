package io.github.leat.core.load;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import java.io.ByteArrayOutputStream;
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
     * <p>What an earlier run of this load into this target kept after the last commit is taken back, since it will come
     * again; what other loads kept stays.
     *
     * @param load the source's identity and version
     * @param source the source's name, as the records are to give it
     * @param target the target's name
     * @param columns the source's own columns
     * @param resumedAt the load's last commit; empty for a load that begins
     */
    DeadLetterWriter open(LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt);

    /**
     * A CSV file: the source's own columns with their raw texts, then {@link #COLUMNS}. Rejects are added to a file that is
     * there already if its header is the same. One load at a time may write to a file.
     *
     * <p>Beside it stands {@code FILE.leat-open} while a load that has rejects in it is not complete. A load's first reject
     * and the resume of a load cost one or two passes over a file that is there already.
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

    /**
     * What is kept as the last column of a record that has more fields than there are columns: the fields from one on as one
     * text, separated as in a CSV record.
     */
    static ByteSlice surplus(RecordCursor record, int first) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        RecordEncoder encoder = new RecordEncoder(text, CsvFormat.rfc4180());
        try {
            for (int c = first; c < record.fieldCount(); c++) {
                encoder.field(record.getSlice(c), c - first, record.isNull(c), 0);
            }
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail", e);
        }
        ByteSlice joined = new ByteSlice();
        joined.set(text.toByteArray(), 0, text.size());
        return joined;
    }
}
