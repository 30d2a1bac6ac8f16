package io.github.leat.cli;

import io.github.leat.cli.CleanCsv.Change;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.infer.TableReader;
import io.github.leat.core.io.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Copies the records of one source, from its header on, as clean CSV. Used once. */
final class CleanCopy {
    private final ByteSource source;
    private final Inference inference;
    private long replaced;
    private long windows1252;
    private long mended;
    private long linesAbove;
    private OptionalLong leftOutLine = OptionalLong.empty();

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
        try (TableReader table = TableReader.open(layout)) {
            while (table.next()) {
                Change most = Change.NONE;
                for (int c = 0; c < table.fieldCount(); c++) {
                    Change change = csv.mended(table.field(c));
                    most = change.compareTo(most) > 0 ? change : most;
                }
                csv.endRecord();
                replaced += most == Change.REPLACED ? 1 : 0;
                windows1252 += most == Change.AS_WINDOWS_1252 ? 1 : 0;
            }
            mended = table.mended();
            linesAbove = table.linesAbove();
            leftOutLine = table.leftOutLine();
        } finally {
            csv.flush();
        }
    }

    /** What was not as it should be. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (replaced > 0) {
            warnings.add(
                    source.name() + ": " + Figures.count(replaced, "record")
                            + " with bytes that are not UTF-8, which are written as U+FFFD. Look for another encoding in them.");
        }
        if (windows1252 > 0) {
            warnings.add(source.name() + ": " + Figures.count(windows1252, "record")
                    + " with bytes that are not UTF-8, which are read as windows-1252, since nothing before them told the"
                    + " encoding. If it is another one, name it with --encoding.");
        }
        if (mended > 0) {
            warnings.add(source.name() + ": " + Figures.count(mended, "record")
                    + " with a stray quote or another delimiter than the rest. They are written as the columns show that"
                    + " they were meant.");
        }
        if (linesAbove > 0) {
            warnings.add(source.name() + ": what stands above the table, up to line " + linesAbove
                    + ", is left out. It looks like titles; if it names the columns, say of how many records with"
                    + " --header N.");
        }
        leftOutLine.ifPresent(line -> warnings.add(source.name() + ": what stands below the table, from line " + line
                + " on, is left out. It looks like footnotes or like a second table; if it is neither, remove the blank"
                + " lines or names above it."));
        return warnings;
    }
}
