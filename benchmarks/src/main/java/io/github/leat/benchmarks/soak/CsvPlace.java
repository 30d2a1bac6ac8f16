package io.github.leat.benchmarks.soak;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file, read back by another library than the one that wrote it. */
final class CsvPlace implements Place {
    private final Path file;

    CsvPlace(Path file) {
        this.file = file;
    }

    @Override
    public String target() {
        return file.toString();
    }

    @Override
    public Content content(InputShape shape) throws IOException {
        Content content = Content.EMPTY;
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : records) {
                List<@Nullable String> row = new ArrayList<>();
                for (String column : shape.columns()) {
                    row.add(record.getField(column));
                }
                content = content.plus(row);
            }
        }
        return content;
    }

    @Override
    public void close() {
        // goes with the scenario's directory
    }
}
