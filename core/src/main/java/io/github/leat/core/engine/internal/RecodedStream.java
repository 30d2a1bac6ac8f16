package io.github.leat.core.engine.internal;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.engine.CsvEngine;
import io.github.leat.core.engine.EngineDialect;
import io.github.leat.core.engine.EngineDialect.FixedWidth;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.internal.RecordEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The records of an engine as RFC 4180 text with LF, each on the line it has in the source: blank lines, which are no
 * records, stand for what the source has more.
 *
 * <p>The engine gets a byte for a character, so that bytes that are not UTF-8 come through as they are; only for fixed widths,
 * which count characters, the text is decoded.
 */
public final class RecodedStream extends InputStream {
    private static final int ENOUGH = 1 << 16;

    private final String name;
    private final CsvEngine engine;
    private final InputStream text;
    private final Charset charset;
    private final LineStarts lines;
    private final Rows rows;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RecordEncoder encoder = new RecordEncoder(out, CsvFormat.rfc4180());
    private final ByteSlice slice = new ByteSlice();
    private byte[] ready = new byte[0];
    private int at;
    private long line = 1;
    private long record;
    private long bytes;

    /**
     * Starts the engine.
     *
     * @throws SchemaException if its library is not on the class path
     */
    @SuppressWarnings("this-escape")
    public RecodedStream(String name, InputStream text, CsvEngine engine, EngineDialect dialect) throws IOException {
        this.name = name;
        this.engine = engine;
        this.text = text;
        this.charset = dialect instanceof FixedWidth ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        int comment = dialect instanceof EngineDialect.Plain plain
                ? plain.format().comment().map(c -> (int) c).orElse(-1)
                : -1;
        this.lines = new LineStarts(new InputStreamReader(withoutMark(text), charset), comment);
        try {
            this.rows = switch (engine) {
                case COMMONS -> CommonsRows.open(lines, dialect);
                case UNIVOCITY -> UnivocityRows.open(lines, dialect);
                case LEAT -> throw new IllegalArgumentException("Leat's own reader needs no recoding");
            };
        } catch (NoClassDefFoundError e) {
            throw new SchemaException(name + " is to be read by the engine " + engine.label() + ", whose library "
                    + engine.library().orElseThrow()
                    + " is not on the class path. Add this Maven artifact, or choose another engine or dialect.");
        }
    }

    private static InputStream withoutMark(InputStream text) throws IOException {
        byte[] head = text.readNBytes(3);
        boolean mark = head.length == 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
        return mark ? text : new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(head), text);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == ready.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        out.reset();
        while (out.size() < ENOUGH && next()) {
            long begins = lines.lineAfter(rows.charsBefore());
            while (line < begins) {
                encoder.endRecord();
                line++;
            }
            write(rows.fields());
            encoder.flush();
            line++;
            record++;
        }
        ready = out.toByteArray();
        at = 0;
        bytes += ready.length;
        return ready.length > 0;
    }

    private boolean next() throws IOException {
        try {
            return rows.next();
        } catch (IOException | RuntimeException e) {
            if (e instanceof IOException failure && !isOfTheEngine(failure)) {
                throw failure;
            }
            throw new MalformedRecordException(
                    new Position(name, bytes + out.size(), line, record + 1),
                    "the engine " + engine.label() + " cannot read on: " + firstLine(e)
                            + ". Look at the file there, or choose another engine or dialect.");
        }
    }

    /** Commons CSV tells of malformed text by an exception of this kind. */
    private static boolean isOfTheEngine(IOException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.commons.csv.");
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }

    private void write(@Nullable String[] fields) throws IOException {
        for (int c = 0; c < fields.length; c++) {
            String value = fields[c];
            Charset target = charset.equals(StandardCharsets.UTF_8) ? charset : StandardCharsets.ISO_8859_1;
            byte[] field = value == null ? new byte[0] : value.getBytes(target);
            slice.set(field, 0, field.length);
            encoder.field(slice, c, value == null, fields.length);
            for (int i = 0; i < field.length; i++) {
                line += field[i] == '\n' ? (i > 0 && field[i - 1] == '\r' ? 0 : 1) : field[i] == '\r' ? 1 : 0;
            }
        }
        encoder.endRecord();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
