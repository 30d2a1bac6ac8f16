package io.github.leat.testkit;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkContractTest extends SinkContract {
    @TempDir
    Path directory;

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.of(
                SinkAbility.REPLACE,
                SinkAbility.RESUME,
                SinkAbility.CONCURRENT_READS,
                SinkAbility.TAKE_BACK,
                SinkAbility.NULL_KEYS,
                SinkAbility.LARGE_VALUES,
                SinkAbility.COLUMNS);
    }

    private Path file(String table) {
        return directory.resolve(table + ".csv");
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return CsvSink.to(file(setup.table())).mode(setup.mode());
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        if (!Files.exists(file(table))) {
            return Optional.empty();
        }
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        try (CsvReader reader =
                CsvReader.builder().build(table, new ByteArrayInputStream(Files.readAllBytes(file(table))))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    Map<String, @Nullable String> row = new LinkedHashMap<>();
                    for (int i = 0; i < batch.schema().size(); i++) {
                        row.put(batch.schema().column(i).name(), cursor.isNull(i) ? null : cursor.getString(i));
                    }
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(rows);
    }
}
