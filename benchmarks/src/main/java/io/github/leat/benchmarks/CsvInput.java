package io.github.leat.benchmarks;

import io.github.leat.testkit.generate.LineEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One CSV, in memory, records perhaps given again and again; as characters or as a file for the sides that want that. Not thread-safe. */
public final class CsvInput implements AutoCloseable {
    private final InputKind kind;
    private final LineEnd lineEnd;
    private final List<String> columns;
    private final byte[] bytes;
    private final byte[] records;
    private final long times;
    private @Nullable String text;
    private @Nullable Path file;

    /** Takes bytes that were generated before. */
    public CsvInput(InputKind kind, LineEnd lineEnd, byte[] bytes) {
        this(kind, lineEnd, kind.columns(), bytes, new byte[0], 0);
    }

    private CsvInput(InputKind kind, LineEnd lineEnd, List<String> columns, byte[] bytes, byte[] records, long times) {
        this.kind = kind;
        this.lineEnd = lineEnd;
        this.columns = columns;
        this.bytes = bytes;
        this.records = records;
        this.times = times;
    }

    /**
     * A header, then the same records so many times, which takes no more memory than once. Line ends are LF, dates ISO.
     *
     * @param records whole ones, each with its line end
     */
    public static CsvInput repeating(List<String> columns, byte[] header, byte[] records, long times) {
        return new CsvInput(InputKind.NUMERIC, LineEnd.LF, List.copyOf(columns), header, records, times);
    }

    /** Generates the bytes. */
    public static CsvInput generate(InputKind kind, LineEnd lineEnd, int megabytes) {
        return new CsvInput(kind, lineEnd, kind.generate(lineEnd, megabytes));
    }

    /** What it is. */
    public InputKind kind() {
        return kind;
    }

    /** What ends its records. */
    public LineEnd lineEnd() {
        return lineEnd;
    }

    /** Names in the header. */
    public List<String> columns() {
        return columns;
    }

    /** The bytes, not to be changed; of a repeating input the header. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as a stream, as most users have them. */
    public InputStream stream() {
        return times == 0 ? new ByteArrayInputStream(bytes) : new RepeatedStream(bytes, records, times);
    }

    /** How many bytes the stream has. */
    public long length() {
        return bytes.length + records.length * times;
    }

    /** The decoded characters; decoded once, outside of what is measured if asked for before. */
    public String text() {
        String decoded = text;
        if (decoded == null) {
            if (times > 0) {
                throw new IllegalStateException("A repeating input is not held in memory as text. Take its stream.");
            }
            decoded = new String(bytes, StandardCharsets.UTF_8);
            text = decoded;
        }
        return decoded;
    }

    /** A temporary file with the bytes, just written and so in the page cache. */
    public Path file() {
        Path written = file;
        if (written == null) {
            try {
                written = Files.createTempFile("leat-benchmark", ".csv");
                written.toFile().deleteOnExit();
                try (OutputStream out = Files.newOutputStream(written)) {
                    stream().transferTo(out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            file = written;
        }
        return written;
    }

    /** Deletes the file, if there is one. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
