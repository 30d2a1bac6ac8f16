package io.github.leat.cli;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies the records of one source, from its header on, as clean CSV. Used once. */
final class CleanCopy {
    private final ByteSource source;
    private final Inference inference;
    private long mended;

    CleanCopy(ByteSource source, Inference inference) {
        this.source = source;
        this.inference = inference;
    }

    /** Writes a file, which is there under its name only when it is complete. */
    void to(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".leat-part");
        try {
            try (OutputStream out = create(part)) {
                to(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream create(Path part) {
        try {
            return Files.newOutputStream(part);
        } catch (IOException e) {
            throw new OutputException(part.toString(), e);
        }
    }

    /**
     * Writes to a stream, which stays open.
     *
     * @throws OutputException if the stream fails
     * @throws IOException if the source fails
     */
    void to(OutputStream out) throws IOException {
        Layout layout = inference.infer(source);
        CleanCsv csv = new CleanCsv(out);
        try (TextStream text = layout.text().open(0);
                CsvReader reader = CsvReader.builder()
                        .format(layout.format())
                        .noHeader()
                        .anyWidth()
                        .build(source.name(), text)) {
            RecordBatch batch;
            boolean inPreamble = layout.preambleLines() > 0;
            while ((batch = reader.read()) != null) {
                inPreamble = copy(batch, csv, inPreamble ? layout.preambleLines() : 0);
            }
        } finally {
            csv.flush();
        }
    }

    /** Copies what begins below a line; answers whether the batch ends above it. */
    private boolean copy(RecordBatch batch, CleanCsv csv, long preambleLines) {
        Set<Integer> broken = batch.faults().stream().map(Rejection::index).collect(Collectors.toSet());
        boolean above = preambleLines > 0;
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            above = above && cursor.position().line() <= preambleLines;
            if (above) {
                continue;
            }
            boolean mend = !broken.isEmpty() && broken.contains(cursor.index());
            boolean changed = false;
            for (int c = 0; c < cursor.fieldCount(); c++) {
                if (mend) {
                    changed |= csv.decoded(cursor.getSlice(c));
                } else {
                    csv.field(cursor.getSlice(c));
                }
            }
            csv.endRecord();
            mended += changed ? 1 : 0;
        }
        return above;
    }

    /** What was not as it should be. */
    Optional<String> warning() {
        return mended == 0
                ? Optional.empty()
                : Optional.of(
                        source.name() + ": " + Figures.count(mended, "record")
                                + " with bytes that are not UTF-8, which are written as U+FFFD. Look for another encoding in them.");
    }
}
