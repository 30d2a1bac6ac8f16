package io.github.leat.xlsx;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.StreamSource;
import io.github.leat.xlsx.internal.RecordStream;
import io.github.leat.xlsx.internal.SheetPlan;
import io.github.leat.xlsx.internal.Spool;
import io.github.leat.xlsx.internal.Workbook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of an Excel workbook (XLSX) as a source of records. Its bytes are those records as RFC 4180 text in UTF-8, so that all
 * that reads a source reads them as its own: inference, loads, rejects.
 *
 * <p>The sheet is the one that is most of a table, or the one that is named. Numbers are as a person sees them, without the noise
 * of binary fractions; dates are what their format says is one, as ISO 8601; formulas are the values that the file keeps; empty
 * cells are NULL. docs/xlsx.md has all rules.
 *
 * <p>Lines are row numbers, unless values hold line ends. Byte offsets are those of the text: a load goes on at its checkpoint by
 * reading the sheet again. The size is not known. Memory does not grow with the sheet nor with its texts; a source that is no
 * file is copied into a temporary one, since a workbook is read from its end. Thread-safe if its source is.
 */
public final class XlsxSource implements ByteSource {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final ByteSource source;
    private final Optional<String> sheet;
    private final DecompressionLimits limits;
    private @Nullable Path file;
    private @Nullable SheetPlan plan;

    private XlsxSource(ByteSource source, Optional<String> sheet, DecompressionLimits limits) {
        this.source = Objects.requireNonNull(source, "source");
        this.sheet = sheet;
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** The sheet of a workbook that is most of a table. */
    public static XlsxSource of(ByteSource workbook) {
        return new XlsxSource(workbook, Optional.empty(), DecompressionLimits.defaults());
    }

    /**
     * A sheet of a workbook.
     *
     * @param sheet its name, or its number from 1; empty: the one that is most of a table
     * @param limits what each part of the workbook may decompress to
     */
    public static XlsxSource of(ByteSource workbook, Optional<String> sheet, DecompressionLimits limits) {
        return new XlsxSource(workbook, sheet, limits);
    }

    /**
     * Whether a source is a workbook, or another document of Office's newer formats, by its first bytes; never by its name.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isWorkbook(ByteSource source) throws IOException {
        try (InputStream in = head(source)) {
            byte[] magic = in.readNBytes(ZIP.length);
            if (!java.util.Arrays.equals(magic, ZIP)) {
                return false;
            }
            ZipInputStream zip = new ZipInputStream(
                    new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(magic), in),
                    StandardCharsets.ISO_8859_1);
            ZipEntry first = zip.getNextEntry();
            return first != null && isOffice(first.getName().replace('\\', '/'));
        } catch (ZipException | IllegalArgumentException e) {
            return false; // who opens it as an archive says what is wrong
        }
    }

    private static InputStream head(ByteSource source) throws IOException {
        return source instanceof StreamSource stream ? stream.peek() : source.open(0);
    }

    private static boolean isOffice(String entry) {
        return entry.equals("[Content_Types].xml") || entry.matches("(_rels|docProps|xl|customXml)(/.*)?");
    }

    @Override
    public String name() {
        return source.name();
    }

    /** That of the source; with the sheet where one was named, so that another sheet of the same file is another load. */
    @Override
    public String identity() {
        return source.identity() + sheet.map(value -> "?sheet=" + value).orElse("");
    }

    @Override
    public Optional<String> version() {
        return source.version();
    }

    @Override
    public boolean isCurrent() {
        return source.isCurrent();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isRfc4180() {
        return true;
    }

    /**
     * The sheet that is read, and why.
     *
     * @throws SourceException if the source is no workbook, has no such sheet, or cannot be read
     */
    public SheetChoice sheet() {
        try {
            SheetPlan known = plan();
            return new SheetChoice(known.sheet().name(), known.number(), known.names(), known.reason());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        try {
            SheetPlan known = plan();
            InputStream records = new Records(new RecordStream(workbook(), known));
            try {
                records.skipNBytes(fromByte);
                return records;
            } catch (IOException | RuntimeException e) {
                records.close();
                throw e;
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private SourceException damaged(IOException e) {
        return new SourceException(
                name() + " is a workbook (XLSX) that cannot be read: " + e.getMessage()
                        + ". Fetch it again; if it opens in a spreadsheet program, save it there anew.",
                e);
    }

    private synchronized SheetPlan plan() throws IOException {
        if (plan == null) {
            try (Workbook workbook = workbook()) {
                plan = SheetPlan.choose(workbook, sheet);
            }
        }
        return plan;
    }

    private synchronized Workbook workbook() throws IOException {
        if (file == null) {
            file = Spool.of(source, this);
        }
        return Workbook.open(name(), file, limits);
    }

    @Override
    public String toString() {
        return name();
    }

    /** Keeps the source, and with it its temporary file, for as long as it is read; and says which file is damaged. */
    private final class Records extends java.io.FilterInputStream {
        Records(RecordStream records) {
            super(records);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                throw damaged(e);
            }
        }
    }
}
