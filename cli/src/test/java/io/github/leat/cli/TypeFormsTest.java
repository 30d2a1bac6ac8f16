package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What preview says of a column is what a load makes of it: one column for each form of {@code type-forms.tsv}. */
class TypeFormsTest {
    private static final int RECORDS = 3;

    @TempDir
    Path directory = Path.of("");

    private record Form(List<String> values, String type, String format, String stored, String loaded) {}

    private static List<Form> forms(String delimiter) throws IOException {
        try (InputStream in = Objects.requireNonNull(TypeFormsTest.class.getResourceAsStream("type-forms.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(delimiter + "\t"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Form(List.of(parts[1].split("\\|", -1)), parts[2], parts[3], parts[4], parts[5]))
                    .toList();
        }
    }

    private void write(List<Form> forms, String delimiter) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int c = 1; c <= forms.size(); c++) {
            csv.append(c > 1 ? delimiter : "").append('c').append(c);
        }
        for (int r = 0; r < RECORDS; r++) {
            for (int c = 0; c < forms.size(); c++) {
                String value = forms.get(c).values().get(r).replace("\"", "\"\"");
                boolean quoted = value.contains(delimiter) || value.contains("\"");
                csv.append(c == 0 ? "\n" : delimiter).append(quoted ? '"' + value + '"' : value);
            }
        }
        Files.writeString(directory.resolve("forms.csv"), csv.append('\n'));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void whatIsInferredIsLoaded(String delimiter) throws IOException {
        List<Form> forms = forms(delimiter);
        assertThat(forms).isNotEmpty();
        write(forms, delimiter);
        CommandRun.Result preview = new CommandRun(directory).run("preview", "forms.csv", "--format", "json");
        List<@Nullable Object> columns =
                JsonTree.array(JsonTree.object(JsonTree.parse(preview.out())).get("columns"));
        CommandRun.Result load = new CommandRun(directory).run("load", "forms.csv", "--into", "duckdb:forms.duckdb");
        assertThat(load.code()).as(load.err()).isZero();
        List<String> wrong = new ArrayList<>();
        Path database = directory.resolve("forms.duckdb");
        for (int c = 0; c < forms.size(); c++) {
            Form form = forms.get(c);
            Map<String, @Nullable Object> column = JsonTree.object(columns.get(c));
            String name = "c" + (c + 1);
            String value = form.type().equals("TIMESTAMP_TZ") ? "epoch_us(" + name + ")" : name;
            String stored = DuckDbRows.of(database, "SELECT DISTINCT typeof(" + name + ") FROM forms")
                    .get(0);
            String loaded = String.join("|", DuckDbRows.of(database, "SELECT " + value + " FROM forms ORDER BY rowid"));
            String format = column.get("format") == null ? "" : String.valueOf(column.get("format"));
            String found = column.get("type") + " " + format + " " + stored + " " + loaded;
            String expected = form.type() + " " + form.format() + " " + form.stored() + " " + form.loaded();
            if (!found.equals(expected)) {
                wrong.add("expected " + expected + " but was " + found + ": " + column.get("evidence"));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
