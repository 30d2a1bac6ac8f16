package io.github.leat.core.sink;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * The file {@code FILE.leat} beside a CSV file: which object versions are in it, and up to where.
 *
 * <p>A properties file, replaced as a whole by renaming. What it says of a file that was removed or cut since is not true any
 * more, and is forgotten when it is read. Immutable.
 *
 * @param rows by source
 * @param openLength while an append runs, the committed length of the file
 */
record CsvLedger(Map<String, Row> rows, OptionalLong openLength) {
    /** Of a file that no load knows. */
    static final CsvLedger EMPTY = new CsvLedger(Map.of(), OptionalLong.empty());

    /**
     * What is known of one object.
     *
     * @param length of the file at the checkpoint, in bytes
     * @param updatedAt the last commit; empty in ledgers of earlier versions
     */
    record Row(String source, LedgerEntry entry, WriteMode mode, long length, Optional<Instant> updatedAt) {
        /** What the records are in: a REPLACE that still runs has a file of its own. */
        Path in(Path file) {
            return mode == WriteMode.REPLACE && !entry.completed() ? CsvFileWriter.part(file) : file;
        }
    }

    static Path path(Path file) {
        return file.resolveSibling(file.getFileName() + ".leat");
    }

    /** @throws PermanentSinkException if there is a ledger that cannot be understood */
    static CsvLedger read(Path file, String where) {
        Path path = path(file);
        if (!Files.exists(path)) {
            return EMPTY;
        }
        try {
            Properties properties = new Properties();
            properties.load(new ByteArrayInputStream(Files.readAllBytes(path)));
            Map<String, Row> rows = new LinkedHashMap<>();
            for (int i = 0; properties.containsKey(i + ".source"); i++) {
                Row row = row(properties, i + ".");
                Path in = row.in(file);
                if (Files.exists(in) && Files.size(in) >= row.length()) {
                    rows.put(row.source(), row);
                }
            }
            String open = Files.exists(file) ? properties.getProperty("open") : null;
            return new CsvLedger(rows, open == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(open)));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new PermanentSinkException(
                    where + ": the ledger " + path + " cannot be read: " + e.getMessage()
                            + ". Mend or remove it; without it the next load starts at the beginning.",
                    e);
        }
    }

    private static Row row(Properties properties, String prefix) {
        Position position = new Position(
                text(properties, prefix + "name"),
                number(properties, prefix + "byte"),
                number(properties, prefix + "line"),
                number(properties, prefix + "record"));
        RecordCounts counts = new RecordCounts(
                number(properties, prefix + "read"),
                number(properties, prefix + "written"),
                number(properties, prefix + "deduplicated"),
                number(properties, prefix + "rejected"),
                number(properties, prefix + "skipped"));
        LedgerEntry entry = new LedgerEntry(
                text(properties, prefix + "load"),
                Optional.ofNullable(properties.getProperty(prefix + "version")),
                Boolean.parseBoolean(text(properties, prefix + "completed")),
                new Checkpoint(position, counts, number(properties, prefix + "deadLetterBytes")));
        return new Row(
                text(properties, prefix + "source"),
                entry,
                WriteMode.valueOf(text(properties, prefix + "mode")),
                number(properties, prefix + "length"),
                Optional.ofNullable(properties.getProperty(prefix + "updated")).map(Instant::parse));
    }

    private static String text(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(text(properties, name));
    }

    /** What it holds, for people; whether it is there. */
    static LedgerListing listing(Path file, String where) {
        String name = path(file).toString();
        String table = String.valueOf(file.getFileName());
        if (!Files.exists(path(file))) {
            return LedgerListing.missing(name);
        }
        List<KnownLoad> loads = read(file, where).rows().values().stream()
                .map(row -> new KnownLoad(
                        row.source(), table, row.mode().name(), row.entry(), Optional.empty(), row.updatedAt()))
                .sorted(Comparator.comparing(KnownLoad::source))
                .toList();
        return new LedgerListing(name, true, loads);
    }

    Optional<Row> find(String source) {
        return Optional.ofNullable(rows.get(source));
    }

    CsvLedger with(Row row) {
        Map<String, Row> changed = new LinkedHashMap<>(rows);
        changed.put(row.source(), row);
        return new CsvLedger(changed, openLength);
    }

    /** An append runs, and the file is committed up to here. */
    CsvLedger opened(long length) {
        return new CsvLedger(rows, OptionalLong.of(length));
    }

    /** No append runs. */
    CsvLedger idle() {
        return new CsvLedger(rows, OptionalLong.empty());
    }

    /** Replaces the ledger of a file; a ledger that says nothing is removed. */
    void write(Path file) throws IOException {
        if (equals(EMPTY)) {
            Files.deleteIfExists(path(file));
            return;
        }
        Properties properties = new Properties();
        openLength.ifPresent(length -> properties.setProperty("open", String.valueOf(length)));
        int index = 0;
        for (Row row : rows.values()) {
            put(properties, index++ + ".", row);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        properties.store(bytes, null);
        Path temporary = file.resolveSibling(file.getFileName() + ".leat-new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, path(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(file);
    }

    /** Makes renaming last over a loss of power, where the system lets a directory be opened. */
    private static void forceDirectory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // Windows: there renaming is written through
            }
        }
    }

    private static void put(Properties properties, String prefix, Row row) {
        Checkpoint checkpoint = row.entry().checkpoint();
        RecordCounts counts = checkpoint.counts();
        properties.setProperty(prefix + "source", row.source());
        row.entry().version().ifPresent(version -> properties.setProperty(prefix + "version", version));
        properties.setProperty(prefix + "load", row.entry().loadId());
        properties.setProperty(prefix + "mode", row.mode().name());
        properties.setProperty(prefix + "completed", String.valueOf(row.entry().completed()));
        properties.setProperty(prefix + "length", String.valueOf(row.length()));
        row.updatedAt().ifPresent(time -> properties.setProperty(prefix + "updated", time.toString()));
        properties.setProperty(prefix + "name", checkpoint.position().source());
        properties.setProperty(
                prefix + "byte", String.valueOf(checkpoint.position().byteOffset()));
        properties.setProperty(
                prefix + "line", String.valueOf(checkpoint.position().line()));
        properties.setProperty(
                prefix + "record", String.valueOf(checkpoint.position().record()));
        properties.setProperty(prefix + "read", String.valueOf(counts.read()));
        properties.setProperty(prefix + "written", String.valueOf(counts.written()));
        properties.setProperty(prefix + "deduplicated", String.valueOf(counts.deduplicated()));
        properties.setProperty(prefix + "rejected", String.valueOf(counts.rejected()));
        properties.setProperty(prefix + "skipped", String.valueOf(counts.skipped()));
        properties.setProperty(prefix + "deadLetterBytes", String.valueOf(checkpoint.deadLetterBytes()));
    }
}
