package io.github.leat.benchmarks.all;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.benchmarks.all.TurnsRun.Turn;
import io.github.leat.testkit.generate.LineEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllTablesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"infer", "duckdb", "size", "columns", "quoted", "rejects"})
    void tableIsMeasuredAndWritten(String id) throws IOException {
        List<Table> tables = AllTables.chosen(Tables.all(), List.of(id));

        assertThat(AllTables.run(tables, Effort.TINY, directory)).isTrue();

        String page = Files.readString(directory.resolve(id + ".md"));
        assertThat(page)
                .startsWith("# " + tables.get(0).title() + "\n")
                .contains(PageText.QUICK_WARNING)
                .contains("![", "](" + id + ".svg)", "| Leat |", "÷");
        assertThat(Files.readString(directory.resolve(id + ".svg")))
                .startsWith("<svg ")
                .endsWith("</svg>\n");
        assertThat(Files.readString(directory.resolve("README.md")))
                .contains("[" + tables.get(0).title() + "](" + id + ".md)");
    }

    @ParameterizedTest
    @EnumSource
    void sidesThatTakeTurns(LineEnd lineEnd) throws Exception {
        TurnsTable table = new TurnsTable(lineEnd);
        String page = PageText.write(table, table.measure(Effort.TINY), Effort.TINY);

        String jvm = TurnsRun.Jvm.ours().name();
        assertThat(jvm).startsWith("Java " + Runtime.version().feature());
        assertThat(page)
                .contains("1 MB (10^6 bytes) with " + lineEnd + ";")
                .contains("| times as fast as FastCSV | short numbers |")
                .contains("| Leat, fields, " + jvm + " | ", "| Leat, values, " + jvm + " | ");
        assertThat(page)
                .contains("| MB/s | short numbers |")
                .contains("| FastCSV, fields, " + jvm + " | ", "| FastCSV, values, " + jvm + " | ");
        assertThat(TurnsRun.timesAsFast(List.of(new Turn(1, 3), new Turn(2, 4), new Turn(1, 9))))
                .isEqualTo(3);
        assertThat(TurnsRun.timesAsFast(List.of(new Turn(1, 3), new Turn(2, 4))))
                .isEqualTo(2.5);
    }

    @Test
    void tableThatFailsIsNamedAndTheOthersAreMeasured() throws IOException {
        Table failing = table("broken", () -> {
            throw new IllegalStateException("peer | answers 2 instead of 3");
        });
        Table fine = table("fine", () -> new Page().grid(figures()));

        assertThat(AllTables.run(List.of(failing, fine), Effort.FULL, directory))
                .isFalse();

        assertThat(Files.readString(directory.resolve("README.md")))
                .contains(
                        "| broken | **failed**: peer \\| answers 2 instead of 3 |",
                        "| [fine](fine.md) | [SVG](fine.svg) |")
                .doesNotContain(PageText.QUICK_WARNING);
        assertThat(directory.resolve("broken.md")).doesNotExist();
        assertThat(directory.resolve("fine.md")).exists();
    }

    @Test
    void pageHasFiguresWithRangeAndRatios() {
        Table table = table("t", Page::new);
        Page page = new Page().about("What it is.").grid(figures()).note("What differs.");

        assertThat(PageText.write(table, page, Effort.FULL))
                .contains("| MB/s | small |", "| Leat | 300 (200–400) |", "| peer | 100 (100–100) |")
                .contains("| Leat ÷ | small |", "| peer | **3.00** (2.00–4.00) |")
                .contains("What it is.", "What differs.");
    }

    @Test
    void ratiosOfTimesTurnRound() {
        Grid grid = new Grid("ms", Grid.Better.LESS, 1);
        grid.add("x", "Leat", 2);
        grid.add("x", "peer", 5);

        assertThat(PageText.write(table("t", Page::new), new Page().grid(grid), Effort.FULL))
                .contains("| ÷ Leat | x |", "| peer | **2.50** (2.50–2.50) |");
    }

    @Test
    void unknownTableIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> AllTables.chosen(Tables.all(), List.of("fast")))
                .hasMessage(
                        "There is no table \"fast\". There are: fields, values, parallel, in-turn, in-turn-crlf, infer, duckdb, postgres, mariadb,"
                                + " memory, start-up, size, columns, quoted, rejects.");
    }

    private static Grid figures() {
        Grid grid = new Grid("MB/s", Grid.Better.MORE, 0);
        for (double speed : new double[] {300, 200, 400}) {
            grid.add("small", "Leat", speed);
        }
        grid.add("small", "peer", 100);
        return grid;
    }

    @FunctionalInterface
    private interface Measuring {
        Page measure() throws Exception;
    }

    private static Table table(String id, Measuring measuring) {
        return new Table() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return id;
            }

            @Override
            public Page measure(Effort effort) throws Exception {
                return measuring.measure();
            }
        };
    }
}
