package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxCommandTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    private Path workbook(int records) throws IOException {
        Path file = directory.resolve("events.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "leat", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Events");
            sheet.value(0, 0, "Events of the year");
            String[] header = {"Event ID", "Day", "Deaths", "Note"};
            String[] tags = {"#event+id", "#date", "#affected+killed", "#description"};
            for (int c = 0; c < header.length; c++) {
                sheet.value(2, c, header[c]);
                sheet.value(3, c, tags[c]);
            }
            for (int r = 4; r < 4 + records; r++) {
                sheet.value(r, 0, "007" + r);
                sheet.value(r, 1, LocalDate.of(2025, 1, 1).plusDays(r));
                sheet.style(r, 1).format("dd/mm/yyyy").set();
                sheet.value(r, 2, r % 5);
                if (r % 2 == 0) {
                    sheet.value(r, 3, "said \"yes\", then no; twice");
                }
            }
        }
        return file;
    }

    @Test
    void workbooksLoadWithHeaderTagsAndTypes() throws IOException {
        workbook(50);
        CommandRun.Result result = run("load", "events.xlsx", "--key", "event_id", "--lineage");
        assertThat(result.err()).contains("read 50 · written 50 · rejected 0");
        assertThat(result.code()).isZero();
        assertThat(DuckDbRows.of(
                        directory.resolve("leat.duckdb"),
                        "SELECT event_id, day, deaths, note, _leat_line FROM events ORDER BY day LIMIT 2"))
                .isEqualTo(List.of("0074|2025-01-05|4|said \"yes\", then no; twice|5", "0075|2025-01-06|0|null|6"));
        assertThat(run("load", "events.xlsx", "--key", "event_id").code()).isEqualTo(5);
    }

    @Test
    void previewSaysWhichSheetAndWhy() throws IOException {
        workbook(20);
        String out = run("preview", "events.xlsx").out();
        assertThat(out)
                .contains("sheet     Events (1 of 1)")
                .contains("HXL tags  on line 4")
                .contains("DATE")
                .contains("#affected+killed");
        assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void stdinMayBeAWorkbook() throws IOException {
        byte[] bytes = Files.readAllBytes(workbook(3));
        String out = new CommandRun(directory)
                .in(new ByteArrayInputStream(bytes))
                .run("cat", "-")
                .out();
        assertThat(out).startsWith("Event ID,Day,Deaths,Note\n#event+id,");
    }

    @Test
    void copiesOfWorkbooksAreCsv() throws IOException {
        workbook(3);
        assertThat(run("cat", "events.xlsx", "--to", "clean").code()).isZero();
        assertThat(directory.resolve("clean/events.csv")).exists();
    }

    @Test
    void sheetsThatAreNotThereAreSaid() throws IOException {
        workbook(3);
        assertThat(run("load", "events.xlsx", "--sheet", "Data").err())
                .contains("no sheet \"Data\"")
                .contains("\"Events\"");
        Files.writeString(directory.resolve("a.csv"), "a,b\n1,2\n");
        assertThat(run("load", "a.csv", "--sheet", "1").err()).contains("a.csv is no workbook (XLSX)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type": "FeatureCollection", "features": []} | a map (GeoJSON)
            {"a": [1, 2]}                                 | JSON
            [ {"a": 1}, {"a": 2} ]                        | JSON
            <?xml version="1.0"?><a/>                     | XML
            %PDF-1.7 x                                    | a PDF
            <!DOCTYPE html><html></html>                  | a web page (HTML)
            """)
    void otherFormatsAreNamed(String text, String format) throws IOException {
        Files.write(directory.resolve("x.csv"), text.getBytes(StandardCharsets.UTF_8));
        CommandRun.Result result = run("load", "x.csv");
        assertThat(result.err()).contains("x.csv is " + format);
        assertThat(result.code()).isEqualTo(4);
    }
}
