package io.github.leat.core.sink;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The header record of a file: the columns' source names. */
final class CsvHeader {
    /** Longest header that is read back, in bytes. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> names;
    private final CsvFormat format;

    CsvHeader(Schema schema, CsvFormat format) {
        this.names = schema.columns().stream().map(Column::name).toList();
        this.format = format;
    }

    /** The record, ended by LF. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            RecordEncoder encoder = new RecordEncoder(out, format);
            ByteSlice slice = new ByteSlice();
            for (int i = 0; i < names.size(); i++) {
                byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
                slice.set(name, 0, name.length);
                encoder.field(slice, i, names.get(i).isEmpty(), names.size());
            }
            encoder.endRecord();
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /**
     * The names in a file's header; empty if the file is not there or empty.
     *
     * @throws PermanentSinkException if it cannot be read
     */
    List<String> namesIn(Path file, String where) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return List.of();
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return read(in);
            }
        } catch (IOException e) {
            throw new PermanentSinkException(
                    where + " cannot be read: " + CsvFileWriter.reason(e) + ". Check that you may read it.", e);
        }
    }

    /** Whether a file begins with exactly these bytes. */
    boolean isOf(Path file) {
        byte[] mine = bytes();
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(mine.length), mine);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws SchemaException if a file is there, not empty, and has another header */
    void requireSame(Path file, String where) {
        List<String> there = namesIn(file, where);
        if (there.isEmpty()) {
            return;
        }
        for (int i = 0; i < Math.max(there.size(), names.size()); i++) {
            String old = i < there.size() ? '"' + there.get(i) + '"' : "missing";
            String mine = i < names.size() ? '"' + names.get(i) + '"' : "missing";
            if (!old.equals(mine)) {
                throw new SchemaException(
                        where + ": column " + (i + 1) + " is " + old + " in the file and " + mine
                                + " in the load. Select or rename the load's columns, use mode REPLACE, or write another file.");
            }
        }
    }

    /** The fields of the first record, by the format's own quote and escape. */
    private List<String> read(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        int quote = format.quote().map(c -> (int) c.charValue()).orElse(-2);
        boolean quoted = false;
        int c = in.read();
        for (int read = 0; c >= 0 && read < MAX_BYTES; read++) {
            int next = in.read();
            if (format.escape() == Escape.BACKSLASH && c == '\\' && next >= 0) {
                field.write(next);
                next = in.read();
            } else if (c == quote && quoted && next == quote) {
                field.write(c);
                next = in.read();
            } else if (c == quote) {
                quoted = !quoted;
            } else if (!quoted && c == format.delimiter()) {
                fields.add(text(field));
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else {
                field.write(c);
            }
            c = next;
        }
        fields.add(text(field));
        String first = fields.get(0);
        if (!first.isEmpty() && first.charAt(0) == BYTE_ORDER_MARK) {
            fields.set(0, first.substring(1));
        }
        return fields;
    }

    private static String text(ByteArrayOutputStream field) {
        String text = field.toString(StandardCharsets.UTF_8);
        field.reset();
        return text;
    }
}
