package io.github.leat.testkit.example;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

// docs: ledger
/** What is in the file, by source, and how long it is as of the last commit: a properties file beside it. */
record JsonLinesLedger(Path file, Properties entries) {
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".ledger");
    }

    static JsonLinesLedger read(Path file) {
        Properties entries = new Properties();
        if (Files.exists(beside(file))) {
            try (InputStream in = Files.newInputStream(beside(file))) {
                entries.load(in);
                if (!Files.exists(file) || Files.size(file) < new JsonLinesLedger(file, entries).length()) {
                    entries.clear(); // the file was removed or cut: what the ledger says of it is not true any more
                }
            } catch (IOException e) {
                throw new PermanentSinkException(
                        beside(file) + " cannot be read: " + e.getMessage() + ". Check its permissions.", e);
            }
        }
        return new JsonLinesLedger(file, entries);
    }

    /** Bytes of the file that are committed: what stands behind them is the rest of a load that died. */
    long length() {
        return Long.parseLong(entries.getProperty("length", "0"));
    }

    Optional<LedgerEntry> find(String source) {
        String numbers = entries.getProperty("numbers " + source);
        if (numbers == null) {
            return Optional.empty();
        }
        long[] n = Arrays.stream(numbers.split(" ")).mapToLong(Long::parseLong).toArray();
        Position position = new Position(entries.getProperty("name " + source), n[1], n[2], n[3]);
        RecordCounts counts = new RecordCounts(n[4], n[5], n[6], n[7], n[8]);
        return Optional.of(new LedgerEntry(
                entries.getProperty("load " + source),
                Optional.ofNullable(entries.getProperty("version " + source)),
                n[0] == 1,
                new Checkpoint(position, counts, n[9])));
    }

    void put(String source, LedgerEntry entry, long length) {
        Position at = entry.checkpoint().position();
        RecordCounts counts = entry.checkpoint().counts();
        entries.setProperty("length", String.valueOf(length));
        entries.setProperty("load " + source, entry.loadId());
        entries.setProperty("name " + source, at.source());
        entries.remove("version " + source);
        entry.version().ifPresent(version -> entries.setProperty("version " + source, version));
        long[] n = {
            entry.completed() ? 1 : 0,
            at.byteOffset(),
            at.line(),
            at.record(),
            counts.read(),
            counts.written(),
            counts.deduplicated(),
            counts.rejected(),
            counts.skipped(),
            entry.checkpoint().deadLetterBytes()
        };
        entries.setProperty(
                "numbers " + source,
                String.join(" ", Arrays.stream(n).mapToObj(String::valueOf).toList()));
    }

    /** Replaces the ledger as a whole. This renaming is the commit: before it nothing has happened, after it everything. */
    void write() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".ledger-new");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            entries.store(out, null);
            out.getFD().sync();
        }
        Files.move(next, beside(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
// docs: end
