package io.github.leat.benchmarks;

import io.github.leat.testkit.generate.LineEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One CSV, in memory; as characters or as a file for the sides that want that. Not thread-safe. */
public final class CsvInput implements AutoCloseable {
    private final InputKind kind;
    private final LineEnd lineEnd;
    private final byte[] bytes;
    private @Nullable String text;
    private @Nullable Path file;

    /** Takes bytes that were generated before. */
    public CsvInput(InputKind kind, LineEnd lineEnd, byte[] bytes) {
        this.kind = kind;
        this.lineEnd = lineEnd;
        this.bytes = bytes;
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
        return kind.columns();
    }

    /** The bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as a stream, as most users have them. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** The decoded characters; decoded once, outside of what is measured if asked for before. */
    public String text() {
        String decoded = text;
        if (decoded == null) {
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
                Files.write(written, bytes);
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
