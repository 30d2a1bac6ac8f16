package io.github.leat.core.load;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dead letters in a CSV file. */
record FileDeadLetters(Path path) implements DeadLetters {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public DeadLetterWriter open(
            LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
        return new FileDeadLetterWriter(path, load, source, target, columns, resumedAt);
    }

    static boolean fits(Path path, Schema columns) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return true;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return startsWith(file, headerOf(columns));
        }
    }

    static boolean startsWith(FileChannel file, byte[] line) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(line.length);
        while (found.hasRemaining() && file.read(found) >= 0) {
            // reads on until the header's length is there
        }
        return !found.hasRemaining() && found.flip().equals(ByteBuffer.wrap(line));
    }

    static byte[] headerOf(Schema columns) throws IOException {
        List<String> header = new ArrayList<>();
        columns.columns().stream().map(Column::name).forEach(header::add);
        header.addAll(COLUMNS);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        RecordEncoder encoder = new RecordEncoder(line, CsvFormat.rfc4180());
        ByteSlice slice = new ByteSlice();
        for (int i = 0; i < header.size(); i++) {
            byte[] name = header.get(i).getBytes(StandardCharsets.UTF_8);
            slice.set(name, 0, name.length);
            encoder.field(slice, i, name.length == 0, header.size());
        }
        encoder.endRecord();
        encoder.flush();
        return line.toByteArray();
    }
}
