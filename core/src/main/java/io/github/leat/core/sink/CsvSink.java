package io.github.leat.core.sink;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file: header first, UTF-8, RFC 4180 with LF, quotes only where needed.
 *
 * <p>Fields keep the text they were read with. NULL is the empty field, the empty text is {@code ""}. A regular file gets
 * commits: its data are forced to disk, then a ledger {@code FILE.leat} beside it is replaced; an interrupted load goes on
 * there. Anything else ({@code /dev/null}, {@code /dev/stdout}, a pipe) has no ledger and cannot take back what it was given.
 * Modes are APPEND, the default, and REPLACE, which writes {@code FILE.leat-part} and renames it at the end. Immutable;
 * thread-safe.
 */
public final class CsvSink implements Sink {
    private final Path file;
    private final CsvFormat format;
    private final WriteMode mode;

    private CsvSink(Path file, CsvFormat format, WriteMode mode) {
        this.file = file;
        this.format = Objects.requireNonNull(format, "format");
        this.mode = Objects.requireNonNull(mode, "mode");
    }

    /** Appends to a file, which the first load creates. */
    public static CsvSink to(Path file) {
        return new CsvSink(file, CsvFormat.rfc4180(), WriteMode.APPEND);
    }

    /** Writes another format; the default is RFC 4180. */
    public CsvSink format(CsvFormat newFormat) {
        return new CsvSink(file, newFormat, mode);
    }

    /** Another mode; others than APPEND and REPLACE are refused when the load is planned. */
    public CsvSink mode(WriteMode newMode) {
        return new CsvSink(file, format, newMode);
    }

    @Override
    public String name() {
        return "csv:" + file;
    }

    @Override
    public PartOrder partOrder() {
        return PartOrder.WHOLE;
    }

    @Override
    public SinkTraits traits() {
        Delivery delivery = isStream() ? Delivery.AT_LEAST_ONCE : Delivery.EXACTLY_ONCE;
        return new SinkTraits(Integer.MAX_VALUE, Long.MAX_VALUE, CostUnit.RECORDS, delivery, 1, true);
    }

    /**
     * Whether there is something that is neither a file nor could become one. Standard output counts as such even where the
     * shell made it a file: a ledger beside {@code /dev/stdout} cannot be.
     */
    private boolean isStream() {
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith("/dev") && !absolute.startsWith("/dev/shm"))
                || absolute.startsWith("/proc")
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    @Override
    public SinkPlan plan(Schema schema) {
        check(schema);
        String into = mode == WriteMode.REPLACE && !isStream()
                ? CsvFileWriter.part(file).toString()
                : file.toString();
        String header = new CsvHeader(schema, format).text().strip();
        return new SinkPlan(
                schema,
                isStream()
                        ? List.of("write header " + header + " to " + into, "write records to " + into)
                        : List.of(
                                "write header " + header + " to " + into + " if it is new",
                                "append records to " + into + ", at each commit force them to disk",
                                "replace " + CsvLedger.path(file) + " at each commit",
                                mode == WriteMode.REPLACE ? "rename " + into + " to " + file : "keep " + file));
    }

    private void check(Schema schema) {
        if (mode.needsKey()) {
            throw new SchemaException(name() + ": a CSV file has no keys, so mode " + mode
                    + " cannot be kept. Use APPEND or REPLACE, or load into a database.");
        }
        if (schema.size() == 0) {
            throw new SchemaException(name() + ": the load has no columns. Check the source with leat preview.");
        }
        if (Files.isDirectory(file)) {
            throw new PermanentSinkException(name() + " is a directory. Name a file in it.");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new PermanentSinkException(name() + ": there is no directory " + parent + ". Make it first.");
        }
        if (isStream()) {
            return;
        }
        requireWritable(parent);
        boolean startsAnew = CsvLedger.read(file, name()).openLength().orElse(-1) == 0;
        if (mode == WriteMode.APPEND && !startsAnew) {
            new CsvHeader(schema, format).requireSame(file, name());
        }
    }

    /** The ledger and the temporary files stand beside the file, so the directory must be writable, too. */
    private void requireWritable(@Nullable Path parent) {
        boolean fileIsFree = !Files.exists(file) || Files.isWritable(file);
        if (!fileIsFree || (parent != null && !Files.isWritable(parent))) {
            throw new PermanentSinkException(name() + ": there is no permission to write "
                    + (fileIsFree ? "into " + parent : "the file")
                    + ". Change the permission, or name another file.");
        }
    }

    /** The columns of the file's header, all TEXT; empty for a new file, a stream, and where the file is replaced. */
    @Override
    public Optional<Schema> target(Schema load) {
        if (isStream()
                || mode == WriteMode.REPLACE
                || CsvLedger.read(file, name()).openLength().orElse(-1) == 0) {
            return Optional.empty();
        }
        List<String> names = new CsvHeader(load, format).namesIn(file, name());
        return names.isEmpty() ? Optional.empty() : Optional.of(Schema.ofTexts(names));
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return isStream()
                ? Optional.empty()
                : CsvLedger.read(file, name()).find(load.source()).map(CsvLedger.Row::entry);
    }

    @Override
    public Optional<LedgerListing> loads(LedgerScope scope) {
        return isStream() ? Optional.empty() : Optional.of(CsvLedger.listing(file, name()));
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        check(schema);
        CsvHeader header = new CsvHeader(schema, format);
        return isStream()
                ? CsvStreamWriter.open(file, header, format, name())
                : CsvFileWriter.open(file, header, format, mode, load, name());
    }

    @Override
    public String toString() {
        return name();
    }
}
