package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.LoadException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.FileSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What preview prints is within the width of the terminal, in cells. */
class PreviewWidthTest {
    private static final Path REAL = Path.of("../../shared/data");
    private static final Path EXAMPLES = Path.of("../examples/data");
    private static final List<Integer> WIDTHS = List.of(60, 61, 72, 80, 100, 133, 200);

    private static final String WIDE_NAMES = "国名 と とても とても とても 長い 長い 長い 長い 名前,الاسم الكامل,cafe\u0301,a\u202eb,😀😀😀";
    private static final String WIDE_VALUES =
            "日本国日本国日本国日本国日本国日本国,الجمهورية العربية السورية والعراق,e\u0301e\u0301,x,👩‍👩‍👧";

    @TempDir
    Path directory;

    @Test
    void examples() throws IOException {
        assertThat(check(EXAMPLES)).isPositive();
    }

    @Test
    void realFiles() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(REAL), "the real files are not beside this repository (../shared/data)");
        assertThat(check(REAL)).isGreaterThan(200);
    }

    @Test
    void namesAndValuesOfAnyScript() throws IOException {
        Path file = Files.writeString(
                directory.resolve("wide.csv"),
                String.join("\n", WIDE_NAMES, WIDE_VALUES, "x,y,z,\"line\nbreak\",\033[31m", ""));
        check(file, layout(file));
        String text = print(layout(file), 80, Style.PLAIN);
        assertThat(text).doesNotContain("\033", "\u202e").contains("\u2068الاسم الكامل\u2069");
        List<String> columns = text.lines()
                .filter(line -> line.matches("  [1-5]  .*  TEXT  .*"))
                .toList();
        assertThat(columns).hasSize(5);
        assertThat(columns)
                .extracting(line -> Cells.of(line.substring(0, line.indexOf("  TEXT  "))))
                .as("the column of types is straight")
                .containsOnly(
                        Cells.of(columns.get(0).substring(0, columns.get(0).indexOf("  TEXT  "))));
    }

    private int check(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".csv") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
        int shown = 0;
        for (Path file : files) {
            Layout layout;
            try {
                layout = layout(file);
            } catch (LoadException e) {
                continue; // refused: there is nothing to show
            }
            check(file, layout);
            shown++;
        }
        return shown;
    }

    private static void check(Path file, Layout layout) {
        for (int width : WIDTHS) {
            assertThat(print(layout, width, Style.PLAIN).lines())
                    .as(file + " at " + width)
                    .allSatisfy(line -> assertThat(isOneWord(line) ? 0 : Cells.of(line))
                            .as(line)
                            .isLessThanOrEqualTo(width));
            assertThat(print(layout, width, Style.COLOURED)
                            .replaceAll("\033\\[\\d+m", "")
                            .replaceAll("(?m) +$", ""))
                    .as(file + " with colour")
                    .isEqualTo(print(layout, width, Style.PLAIN));
        }
    }

    /** A name in a statement or option, which stays whole to be copied. */
    private static boolean isOneWord(String line) {
        return line.strip().matches("\"[^\"]*\"|'[^']*'");
    }

    private static Layout layout(Path file) throws IOException {
        return Inference.defaults().infer(FileSource.of(file));
    }

    private static String print(Layout layout, int width, Style style) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // as DuckDB's: made here, since asking DuckDB of hundreds of files takes its time
        String table = layout.schema().columns().stream()
                .map(column -> "\"" + column.sqlName() + "\" " + column.type())
                .collect(Collectors.joining(", ", "CREATE TABLE IF NOT EXISTS \"t\" (", ")"));
        new PreviewText(new PrintStream(out, true, StandardCharsets.UTF_8), style, width)
                .print(layout, Optional.empty(), "duckdb:leat.duckdb", List.of(Ddl.onLines(table)));
        return out.toString(StandardCharsets.UTF_8);
    }
}
