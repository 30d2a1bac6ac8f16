package io.github.leat.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxSourceTest {
    @TempDir
    Path directory = Path.of("");

    private Path file() {
        return directory.resolve("w.xlsx");
    }

    private static XlsxSource source(Path file) {
        return XlsxSource.of(FileSource.of(file));
    }

    private static String text(XlsxSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String rows(HandMade workbook) throws IOException {
        return text(source(workbook.write(file())));
    }

    private static String cell(String type, String value) {
        return "<row><c t=\"" + type + "\"><v>" + value + "</v></c></row>";
    }

    /** A file of the shape of those that ACLED puts on HDX: what it is and its terms first, then the data. */
    private Path acledLike(int records) throws IOException {
        try (OutputStream out = Files.newOutputStream(file());
                Workbook workbook = new Workbook(out, "leat", "1.0")) {
            Worksheet about = workbook.newWorksheet("README");
            about.value(0, 0, "Political violence events by month");
            about.value(1, 0, "By using these data you agree to the terms of use.");
            about.value(3, 0, "Column");
            about.value(3, 1, "Description");
            for (int r = 4; r < 30; r++) {
                about.value(r, 0, "Column " + r);
                about.value(r, 1, "What column " + r + " means, and how it is counted");
            }
            Worksheet data = workbook.newWorksheet("Data");
            String[] header = {"Country", "Month", "Year", "Events", "Fatalities", "Updated"};
            for (int c = 0; c < header.length; c++) {
                data.value(0, c, header[c]);
            }
            for (int r = 1; r <= records; r++) {
                data.value(r, 0, r % 2 == 0 ? "Burundi" : "Côte d'Ivoire, the");
                data.value(r, 1, "January");
                data.value(r, 2, 1997 + r % 28);
                data.value(r, 3, r);
                data.value(r, 4, r / 10.0);
                data.value(r, 5, LocalDate.of(2025, 1, 10));
                data.style(r, 5).format("yyyy-mm-dd").set();
            }
        }
        return file();
    }

    @Test
    void theSheetWithTheTableIsReadNotTheOneAboutIt() throws IOException {
        XlsxSource source = source(acledLike(5));
        assertThat(source.sheet().name()).isEqualTo("Data");
        assertThat(source.sheet().number()).isEqualTo(2);
        assertThat(source.sheet().reason()).contains("README");
        assertThat(text(source)).startsWith("""
                        Country,Month,Year,Events,Fatalities,Updated
                        "Côte d'Ivoire, the",January,1998,1,0.1,2025-01-10
                        Burundi,January,1999,2,0.2,2025-01-10
                        """);
    }

    @Test
    void typesAreInferredAsOfAnySource() throws IOException {
        Layout layout = Inference.defaults().infer(source(acledLike(300)));
        assertThat(layout.schema().columns().stream().map(Column::name))
                .containsExactly("Country", "Month", "Year", "Events", "Fatalities", "Updated");
        assertThat(layout.schema().columns().stream().map(Column::type).map(ColumnType::toString))
                .containsExactly("TEXT", "TEXT", "LONG", "LONG", "DECIMAL(18,1)", "DATE");
        assertThat(layout.recordsSampled()).isEqualTo(300);
        assertThat(layout.dataStart().line()).isEqualTo(2);
    }

    @Test
    void aSheetCanBeNamedOrNumbered() throws IOException {
        Path file = acledLike(5);
        for (String name : List.of("README", "readme", "1")) {
            XlsxSource about = XlsxSource.of(FileSource.of(file), Optional.of(name), DecompressionLimits.defaults());
            assertThat(text(about)).startsWith("Political violence events by month,\n");
            assertThat(about.identity()).endsWith("w.xlsx?sheet=" + name);
        }
        assertThat(source(file).identity()).endsWith("w.xlsx");
        assertThatThrownBy(() -> XlsxSource.of(FileSource.of(file), Optional.of("3"), DecompressionLimits.defaults())
                        .sheet())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no sheet \"3\"")
                .hasMessageContaining("\"README\", \"Data\"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0.10000000000000001,    0.1
            0.30000000000000004,    0.3
            -3.3821999999999997,    -3.3822
            1234567.8900000001,     1234567.89
            42,                     42
            42.0,                   42
            -7,                     -7
            1E3,                    1000
            1.5E-3,                 0.0015
            1.2345678901234E+20,    123456789012340000000
            1E300,                  1E+300
            12345678901234567890,   12345678901234567890
            -0.0,                   0
            """)
    void numbersAreAsTheyAreSeen(String raw, String expected) throws IOException {
        assertThat(rows(new HandMade().rows("d", cell("n", raw)))).isEqualTo(expected + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            45672           | #14                   | 2025-01-15
            45672           | yyyy\\-mm\\-dd;@      | 2025-01-15
            45672           | [$-409]d\\-mmm\\-yy;@ | 2025-01-15
            45672           | mmm yyyy              | 2025-01-15
            45672.5         | #14                   | 2025-01-15T12:00:00
            45672.355462963 | #22                   | 2025-01-15T08:31:52
            45672           | dd/mm/yyyy hh:mm      | 2025-01-15T00:00:00
            0.75            | h:mm AM/PM            | 18:00:00
            1.25            | [h]:mm:ss             | 30:00:00
            45672           | General               | 45672
            45672           | 0.00                  | 45672
            45672           | "day" 0               | 45672
            1234.5          | #,##0.00 [$EUR]       | 1234.5
            0.25            | 0%                    | 0.25
            7               | 000                   | 007
            1               | #14                   | 1900-01-01
            60              | #14                   | 1900-02-28
            61              | #14                   | 1900-03-01
            -5              | #14                   | -5
            """)
    void datesAreWhatTheirFormatSays(String raw, String format, String expected) throws IOException {
        String row = "<row><c s=\"1\"><v>" + raw + "</v></c></row>";
        assertThat(rows(new HandMade().formats("General", format).rows("d", row)))
                .isEqualTo(expected + "\n");
    }

    @Test
    void daysMayBeCountedFrom1904() throws IOException {
        String row = "<row><c s=\"0\"><v>44210</v></c></row>";
        assertThat(rows(new HandMade()
                        .properties("<workbookPr date1904=\"1\"/>")
                        .formats("#14")
                        .rows("d", row)))
                .isEqualTo("2025-01-15\n");
    }

    @Test
    void datesOfAWriterAreRead() throws IOException {
        try (OutputStream out = Files.newOutputStream(file());
                Workbook workbook = new Workbook(out, "leat", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("x");
            sheet.value(0, 0, LocalDateTime.of(2024, 2, 29, 23, 59, 59));
            sheet.style(0, 0).format("yyyy-mm-dd hh:mm:ss").set();
            sheet.value(0, 1, true);
            sheet.formula(0, 2, "A1+1");
        }
        assertThat(text(source(file()))).startsWith("2024-02-29T23:59:59,true");
    }

    @Test
    void everyKindOfCell() throws IOException {
        HandMade workbook = new HandMade()
                .strings(
                        "<t xml:space=\"preserve\"> a </t>",
                        "<r><t>ri</t></r><r><rPr/><t>ch</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>",
                        "<t>say \"hi\", you_x000D__x000a_there_x00ZZ_</t>",
                        "<t/>")
                .rows(
                        "d",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                                + "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c>"
                                + "<c r=\"F1\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>"
                                + "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"e\"><v>#DIV/0!</v></c>"
                                + "<c r=\"C3\" t=\"str\"><f>A1&amp;\"x\"</f><v>x &lt;y&gt;</v></c>"
                                + "<c r=\"D3\" t=\"d\"><v>2025-01-15</v></c><c r=\"E3\"><f t=\"shared\" si=\"0\"/><v>5</v></c></row>");
        assertThat(rows(workbook))
                .isEqualTo(
                        " a ,rich,\"say \"\"hi\"\", you\r\nthere_x00ZZ_\",,,inline\ntrue,#DIV/0!,x <y>,2025-01-15,5,\n");
    }

    @Test
    void rowsKeepTheirLines() throws IOException {
        String rows =
                "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\" s=\"0\"/></row><row r=\"5\"><c"
                        + " r=\"A5\"><v>2</v></c></row>";
        assertThat(rows(new HandMade().rows("d", rows))).isEqualTo("\n,1\n\n\n2,\n");
    }

    @Test
    void cellsMayLackReferencesAndElementsHavePrefixes() throws IOException {
        String rows = "<x:sheetData xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:row><x:c"
                + " t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>";
        assertThat(rows(new HandMade().sheet("name=\"d\"", rows))).isEqualTo("a,1\n");
    }

    private static final String GROUPS =
            "<row r=\"2\">" + texts("A2", "Country") + texts("B2", "Men") + texts("D2", "Women")
                    + "</row><row r=\"3\">" + texts("B3", "old") + texts("C3", "young") + texts("D3", "old")
                    + texts("E3", "young")
                    + "</row>";

    private static HandMade merged(String rows, String... references) {
        String cells = "<mergeCell ref=\"" + String.join("\"/><mergeCell ref=\"", references) + "\"/>";
        return new HandMade()
                .sheet("name=\"d\"", "<sheetData>" + rows + "</sheetData><mergeCells>" + cells + "</mergeCells>");
    }

    @Test
    void groupHeadingsAndNamesAreOneHeader() throws IOException {
        String title = "<row r=\"1\">" + texts("A1", "Population figures") + "</row>";
        String record = "<row r=\"4\">" + texts("A4", "BDI")
                + "<c r=\"B4\"><v>1</v></c><c r=\"C4\"><v>2</v></c><c r=\"D4\"><v>3</v></c><c r=\"E4\"><v>4</v></c></row>";
        String expected = "Population figures,,,,\n\nCountry,Men old,Men young,Women old,Women young\nBDI,1,2,3,4\n";
        assertThat(rows(merged(title + GROUPS + record, "A1:E1", "B2:C2", "D2:E2", "A2:A3")))
                .isEqualTo(expected);
        // the numbers below tell it, too
        assertThat(rows(merged(title + GROUPS + record, "A1:E1", "B2:C2", "D2:E2")))
                .isEqualTo(expected);
    }

    @Test
    void groupHeadingsStandOverEachOfTheirColumns() throws IOException {
        // nothing but texts: the second row may be a record
        assertThat(rows(merged(GROUPS, "B2:C2", "D2:E2")))
                .isEqualTo("\nCountry,Men,Men,Women,Women\n,old,young,old,young\n");
    }

    private static String texts(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    @Test
    void hiddenSheetsAreReadOnlyWhenNamed() throws IOException {
        String table = "<row>" + texts("A1", "a") + texts("B1", "b") + "</row>"
                + "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(50);
        new HandMade()
                .sheet("name=\"raw\" state=\"hidden\"", "<sheetData>" + table + "</sheetData>")
                .rows(
                        "shown",
                        "<row>" + texts("A1", "c") + texts("B1", "d")
                                + "</row><row><c><v>3</v></c><c><v>4</v></c></row>")
                .write(file());
        assertThat(source(file()).sheet().name()).isEqualTo("shown");
        assertThat(XlsxSource.of(FileSource.of(file()), Optional.of("raw"), DecompressionLimits.defaults())
                        .sheet()
                        .number())
                .isEqualTo(1);
    }

    @Test
    void aWorkbookThatIsNoFileIsCopied() throws IOException {
        byte[] bytes = Files.readAllBytes(acledLike(3));
        StreamSource stdin = StreamSource.of("stdin", new java.io.ByteArrayInputStream(bytes));
        assertThat(XlsxSource.isWorkbook(stdin)).isTrue();
        XlsxSource source = XlsxSource.of(stdin);
        assertThat(text(source)).startsWith("Country,");
        assertThat(text(source)).startsWith("Country,");
        assertThat(source.name()).isEqualTo("stdin");
    }

    @Test
    void anOffsetLeavesOutWhatIsBefore() throws IOException {
        XlsxSource source = source(acledLike(2000));
        String all = text(source);
        try (InputStream in = source.open(50_000)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(
                            all.getBytes(StandardCharsets.UTF_8),
                            50_000,
                            all.getBytes(StandardCharsets.UTF_8).length - 50_000,
                            StandardCharsets.UTF_8));
        }
    }

    @Test
    void moreTextThanIsKeptInMemoryIsRead() throws IOException {
        int records = 40_000;
        String pad = "é".repeat(150);
        try (OutputStream out = Files.newOutputStream(file());
                Workbook workbook = new Workbook(out, "leat", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Data");
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "notes");
            for (int r = 1; r <= records; r++) {
                sheet.value(r, 0, "BDI" + r);
                sheet.value(r, 1, (records - r) / 2 + pad);
            }
        }
        List<String> lines = text(source(file())).lines().toList();
        assertThat(lines).hasSize(records + 1);
        for (int r = 1; r <= records; r++) {
            assertThat(lines.get(r)).isEqualTo("BDI" + r + "," + (records - r) / 2 + pad);
        }
    }

    @Test
    void bombsAreStopped() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook><sheets>".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            java.util.Arrays.fill(zeros, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        DecompressionLimits limits = new DecompressionLimits(100, 1L << 40);
        assertThatThrownBy(() -> XlsxSource.of(FileSource.of(file()), Optional.empty(), limits)
                        .sheet())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("decompression bomb")
                .hasMessageContaining("--max-ratio");
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        String secret = "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        HandMade workbook = new HandMade().rows("d", "<row><c t=\"inlineStr\"><is><t>a&e;b</t></is></c></row>");
        workbook.write(file());
        Path other = directory.resolve("x.xlsx");
        try (java.util.zip.ZipInputStream in = new java.util.zip.ZipInputStream(Files.newInputStream(file()));
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                zip.write(xml.replace("<worksheet", secret + "<worksheet").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        String read;
        try {
            read = text(source(other));
        } catch (SourceException e) {
            read = String.valueOf(e.getMessage());
        }
        assertThat(read)
                .doesNotContain(Files.readString(Path.of("/etc/hostname")).strip());
    }

    @Test
    void damagedWorkbooksAreErrorsThatSayIt() throws IOException {
        byte[] good = Files.readAllBytes(acledLike(50));
        Files.write(file(), java.util.Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> text(source(file())))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("w.xlsx is a workbook (XLSX) that cannot be opened");
        assertThatThrownBy(() -> rows(new HandMade().rows("d", "<row><c t=\"s\"><v>7</v></c></row>")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("points to text 7");
        assertThatThrownBy(() -> rows(new HandMade().rows("d", "<row><c><v>7</c></row>")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("XML is damaged");
        assertThatThrownBy(() -> rows(new HandMade()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("without a worksheet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word/document.xml|a Word document (DOCX)",
                "ppt/presentation.xml|slides (PPTX)",
                "xl/workbook.bin|(XLSB)"
            })
    void otherDocumentsAreNamed(String what) throws IOException {
        int bar = what.indexOf('|');
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            zip.write(("<Relationships><Relationship Id=\"1\" Type=\"http://x/officeDocument\" Target=\""
                            + what.substring(0, bar) + "\"/></Relationships>")
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        assertThat(XlsxSource.isWorkbook(FileSource.of(file()))).isTrue();
        assertThatThrownBy(() -> source(file()).sheet())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(what.substring(bar + 1));
    }

    @Test
    void otherFilesAreNoWorkbooks() throws IOException {
        Files.writeString(file(), "PK,name\n1,2\n");
        assertThat(XlsxSource.isWorkbook(FileSource.of(file()))).isFalse();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("data.csv"));
            zip.write("a\n1\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        assertThat(XlsxSource.isWorkbook(FileSource.of(file()))).isFalse();
    }
}
