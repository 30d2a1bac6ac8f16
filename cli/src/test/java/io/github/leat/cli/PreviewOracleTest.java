package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code leat preview} says of every real file, against a profile that another CSV implementation made of them. */
class PreviewOracleTest {
    private static final Path REAL = Path.of("../../shared/data");
    private static final int ENCODING = 3;
    private static final int NEWLINE = 5;
    private static final int HXL_INDEX = 9;
    private static final int RECORDS = 10;

    @TempDir
    Path directory = Path.of("");

    private final Map<String, String> known = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyRealFileIsPreviewedAsTheProfileSays() throws IOException {
        Path profile = REAL.resolve("PROFILE.tsv");
        Assumptions.assumeTrue(Files.exists(profile), "the real files are not beside this repository (../shared/data)");
        readDifferences();
        List<String> rows = Files.readAllLines(profile).stream().skip(1).toList();
        for (String line : rows) {
            String[] row = line.split("\t", -1);
            // The profile names one folder by an earlier name.
            Path file =
                    REAL.resolve(row[0].replace("hdx-ckan-json/", "hdx-api/")).toAbsolutePath();
            assertThat(file).isRegularFile();
            check(file, row);
        }
        assertThat(rows).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
        assertThat(used).as("differences that are still there").isEqualTo(known.keySet());
    }

    private void readDifferences() throws IOException {
        String name = "profile-differences.tsv";
        try (InputStream in = Objects.requireNonNull(PreviewOracleTest.class.getResourceAsStream(name))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("path\t"))
                    .map(line -> line.split("\t", -1))
                    .forEach(parts -> known.put(parts[0] + " " + parts[1], parts[2]));
        }
    }

    private void check(Path file, String[] row) {
        Map<String, @Nullable Object> json = preview(file);
        compare(row, "encoding", row[ENCODING].equals("latin-1?") ? "windows-1252" : "UTF-8", json.get("encoding"));
        Map<String, @Nullable Object> dialect = JsonTree.object(json.get("dialect"));
        compare(row, "lineSeparator", row[NEWLINE].toUpperCase(Locale.ROOT), dialect.get("lineSeparator"));
        String hxl = row[HXL_INDEX].equals("-1") ? "null" : String.valueOf(Long.parseLong(row[HXL_INDEX]) + 1);
        compare(row, "hxlLine", hxl, json.get("hxlLine"));
        boolean exhaustive = Boolean.TRUE.equals(json.get("exhaustive"));
        Map<String, @Nullable Object> whole = exhaustive ? json : preview(file, "--infer", "exact");
        compare(row, "exhaustive", "true", whole.get("exhaustive"));
        compare(row, "records", row[RECORDS], whole.get("recordsSampled"));
    }

    private void compare(String[] row, String what, String profile, @Nullable Object found) {
        String key = row[0] + " " + what;
        String expected = known.getOrDefault(key, profile);
        if (!profile.equals(expected)) {
            used.add(key);
        }
        if (!expected.equals(String.valueOf(found))) {
            wrong.add(row[0] + "\t" + what + "\t" + found + "\t(expected " + expected + ")");
        }
    }

    private Map<String, @Nullable Object> preview(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("preview", file.toString(), "--format", "json"));
        arguments.addAll(List.of(options));
        CommandRun.Result result = new CommandRun(directory).run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(file + ": " + result.err()).isZero();
        return JsonTree.object(JsonTree.parse(result.out()));
    }
}
