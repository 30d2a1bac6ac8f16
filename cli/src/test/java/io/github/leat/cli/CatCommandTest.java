package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatCommandTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result cat(String text) {
        return new CommandRun(directory).in(text).run("cat", "-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    a,b\\r\\n1,2\\r\\n          ~ a,b\\n1,2\\n
                    a;b\\n1;2\\n3;4\\n          ~ a,b\\n1,2\\n3,4\\n
                    'a','b'\\n'1','x y'\\n      ~ a,b\\n1,x y\\n
                    a,b\\n1,'x,y'\\n2,'p''''q'\\n ~ a,b\\n1,'x,y'\\n2,'p''''q'\\n
                    a,b\\n1,'x\\ny'\\n2,z\\n     ~ a,b\\n1,'x\\ny'\\n2,z\\n
                    a,b\\n\\n1,2\\n\\n           ~ a,b\\n1,2\\n
                    a,b\\n1\\n1,2,3\\n1,2\\n     ~ a,b\\n1\\n1,2,3\\n1,2\\n
                    a,b\\n1,''\\n2,\\n           ~ a,b\\n1,\\n2,\\n
                    a\\n1\\n''\\n2\\n            ~ a\\n1\\n''\\n2\\n
                    a,b\\n#x,#y\\n1,2\\n         ~ a,b\\n#x,#y\\n1,2\\n
                    """)
    void cleansRecords(String input, String expected) {
        CommandRun.Result result = cat(unescape(input));
        assertThat(result.out()).isEqualTo(unescape(expected));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace('\'', '"').replace("\"\"\"\"", "\"\"");
    }

    @Test
    void leavesOutThePreambleAndTheByteOrderMark() {
        String text = "\uFEFFReport of the ministry\n\nid,name,amount\n1,Ann,5\n2,Ben,6\n3,Cem,7\n";
        assertThat(cat(text).out()).isEqualTo("id,name,amount\n1,Ann,5\n2,Ben,6\n3,Cem,7\n");
    }

    @Test
    void otherEncodingsBecomeUtf8() {
        byte[] latin = "a,b\n1,café\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new CommandRun(directory)
                        .in(new ByteArrayInputStream(latin))
                        .run("cat", "-")
                        .out())
                .isEqualTo("a,b\n1,café\n");
    }

    @Test
    void bytesThatAreNotUtf8BeyondTheSampleAreReplacedAndToldOf() {
        byte[] good = ("a,b\n" + "1,é\n".repeat(400_000)).getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(good, good.length + 4);
        System.arraycopy(new byte[] {'2', ',', (byte) 0xFF, '\n'}, 0, all, good.length, 4);
        CommandRun.Result result =
                new CommandRun(directory).in(new ByteArrayInputStream(all)).run("cat", "-");
        assertThat(result.out()).endsWith("\n1,é\n2,\uFFFD\n");
        assertThat(result.err()).contains("1 record with bytes that are not UTF-8");
        assertThat(result.code()).isZero();
    }

    @Test
    void whatIsLeftOutIsToldByItsLineAlsoFarDown() {
        for (int records : new int[] {4, 16_384, 18_725, 18_730, 60_000}) {
            String table = "id,name,n\n" + "12,some text,3\n".repeat(records);
            CommandRun.Result result = new CommandRun(directory)
                    .in("Title\n\n" + table + "\nSource: the ministry\nAll rights reserved\n")
                    .run("cat", "-");
            assertThat(result.out()).isEqualTo(table);
            assertThat(result.err())
                    .contains("above the table, up to line 1, is left out")
                    .contains("below the table, from line " + (records + 5) + " on, is left out");
        }
    }

    @Test
    void textBeyondAsciiFarDownAStreamIsReadAsWindows1252() {
        String head = "id,name\n" + "12,a plain name\n".repeat(70_000);
        byte[] bytes = (head + "13,Ren\u00e9\n14,\u0081\n").getBytes(StandardCharsets.ISO_8859_1);
        CommandRun.Result result =
                new CommandRun(directory).in(new ByteArrayInputStream(bytes)).run("cat", "-");
        assertThat(result.out()).isEqualTo(head + "13,Ren\u00e9\n14,\u0081\n");
        assertThat(result.err()).contains("2 records with bytes that are not UTF-8, which are read as windows-1252");
    }

    @Test
    void unreadableSourcesAreReportedAndTheRestGoesOn() throws IOException {
        Files.writeString(directory.resolve("a.csv"), "a\n1\n");
        Files.writeString(directory.resolve("b.csv"), "b\n2\n");
        CommandRun.Result result = new CommandRun(directory).run("cat", "a.csv", "missing.csv", "b.csv");
        assertThat(result.out()).isEqualTo("a\n1\nb\n2\n");
        assertThat(result.errLines()).hasSize(2).first().asString().contains("There is no file");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void writesAFileOfTheSameNameForEachSource() throws IOException {
        Files.writeString(directory.resolve("a.csv"), "a\r\n1\r\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.csv.gz")))) {
            out.write("b\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        CommandRun.Result result = new CommandRun(directory).run("cat", "a.csv", "b.csv.gz", "--to", "new/clean");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(directory.resolve("new/clean/a.csv"))).isEqualTo("a\n1\n");
        assertThat(Files.readString(directory.resolve("new/clean/b.csv"))).isEqualTo("b\n2\n");
    }

    @Test
    void neverOverwritesTheSourceOrAnotherSourcesCopy() throws IOException {
        Files.writeString(directory.resolve("a.csv"), "a\r\n1\r\n");
        CommandRun.Result own = new CommandRun(directory).run("cat", "a.csv", "--to", ".");
        assertThat(own.code()).isEqualTo(3);
        assertThat(own.err()).contains("would be overwritten by its own copy");
        assertThat(Files.readString(directory.resolve("a.csv"))).isEqualTo("a\r\n1\r\n");

        CommandRun.Result twice = new CommandRun(directory).run("cat", "a.csv", "a.csv", "--to", "to");
        assertThat(twice.code()).isEqualTo(3);
        assertThat(twice.err()).contains("another source of this name");
    }

    @Test
    void closedPipeEndsQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        CommandRun.Result result = new CommandRun(directory).in("a\n1\n").runTo(closed, "cat", "-");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void fullDiskIsAnError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        CommandRun.Result result = new CommandRun(directory).in("a\n1\n").runTo(full, "cat", "-");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("No space left on device");
    }

    @Test
    void emptySourceGivesNothing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new CommandRun(directory).in("").runTo(out, "cat", "-").code())
                .isZero();
        assertThat(out.size()).isZero();
    }
}
