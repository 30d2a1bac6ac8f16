package io.github.leat.testkit.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.SinkAbility;
import io.github.leat.testkit.SinkContract;
import io.github.leat.testkit.SinkSetup;
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

// docs: contract
class JsonLinesSinkTest extends SinkContract {
    @TempDir
    Path directory = Path.of("");

    @Override
    protected Set<SinkAbility> abilities() {
        return EnumSet.of(SinkAbility.RESUME, SinkAbility.TAKE_BACK, SinkAbility.NULL_KEYS, SinkAbility.LARGE_VALUES);
    }

    @Override
    protected Sink sink(SinkSetup setup) {
        return JsonLinesSink.to(file(setup.table())).mode(setup.mode());
    }

    private Path file(String table) {
        return directory.resolve(table + ".jsonl");
    }

    @Override
    protected Optional<List<Map<String, @Nullable String>>> rows(String table) {
        if (!Files.exists(file(table))) {
            return Optional.empty();
        }
        try {
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file(table))) {
                rows.add(row(line));
            }
            return Optional.of(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
    // docs: end

    private static Map<String, @Nullable String> row(String line) throws IOException {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                if (json.currentToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    row.put(name, json.nextToken() == JsonToken.VALUE_NULL ? null : json.getText());
                }
            }
        }
        return row;
    }
}
