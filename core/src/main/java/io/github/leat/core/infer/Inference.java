package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import java.io.IOException;

/** Stub. */
public final class Inference {
    private Inference() {}

    /** Stub. */
    public static Inference defaults() {
        return new Inference();
    }

    /** Stub. */
    public Layout infer(ByteSource source) throws IOException {
        try (CsvReader reader = CsvReader.builder().build(source)) {
            Position at = reader.position();
            return new Layout(TextSource.plain(source), CsvFormat.rfc4180(), reader.schema(), at);
        }
    }
}
