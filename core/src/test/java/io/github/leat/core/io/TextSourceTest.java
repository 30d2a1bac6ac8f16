package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    private static final DecompressionLimits LIMITS = DecompressionLimits.defaults();

    @TempDir
    Path directory;

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("text of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    private ByteSource file(byte[] bytes) throws IOException {
        Path path = directory.resolve("some.csv");
        Files.write(path, bytes);
        return FileSource.of(path);
    }

    private static String read(ByteSource source, Compression compression, long from) throws IOException {
        try (TextStream in = new TextSource(source, compression, TextEncoding.UTF_8, LIMITS).open(from)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aheadGivesTheSameTextAndTheSameErrors() throws IOException {
        String text = "a,b\n1,2\n".repeat(100_000);
        byte[] whole = gzip(text);
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);

        try (TextStream in = new TextSource(file(whole), Compression.GZIP, TextEncoding.UTF_8, LIMITS).openAhead(5)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text.substring(5));
            assertThat(in.fileBytesRead()).isEqualTo(whole.length);
        }
        TextSource recoded = new TextSource(
                file(text.getBytes(StandardCharsets.UTF_8)), Compression.NONE, TextEncoding.WINDOWS_1252, LIMITS);
        try (TextStream in = recoded.openAhead(0)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        try (TextStream in = new TextSource(file(cut), Compression.GZIP, TextEncoding.UTF_8, LIMITS).openAhead(0)) {
            assertThatExceptionOfType(SourceException.class).isThrownBy(in::readAllBytes);
        }
    }

    /** Gives one byte at a time and says that none is available, as a network stream may. */
    private static ByteSource slow(byte[] bytes) {
        return StreamSource.of("slow.gz", new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                return super.read(b, off, Math.min(len, 1));
            }

            @Override
            public int available() {
                return 0;
            }
        });
    }

    @Test
    void plainTextIsOpenedAtAnOffset() throws IOException {
        ByteSource source = file("0123456789".getBytes(StandardCharsets.UTF_8));
        try (TextStream in = TextSource.plain(source).open(4)) {
            assertThat(in.fileBytesRead()).isEqualTo(4);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("456789");
            assertThat(in.fileBytesRead()).isEqualTo(10);
        }
    }

    @Test
    void allMembersOfAGzipFileAreRead() throws IOException {
        byte[] bytes = join(gzip("a,b\n"), gzip(""), gzip("1,2\n"));
        assertThat(read(file(bytes), Compression.GZIP, 0)).isEqualTo("a,b\n1,2\n");
        assertThat(read(slow(bytes), Compression.GZIP, 0)).isEqualTo("a,b\n1,2\n");
    }

    @Test
    void offsetsOfCompressedTextCountDecompressedBytes() throws IOException {
        ByteSource source = file(gzip("0123456789"));
        assertThat(read(source, Compression.GZIP, 7)).isEqualTo("789");
    }

    @Test
    void progressOfCompressedTextCountsCompressedBytes() throws IOException {
        byte[] bytes = gzip("x".repeat(100_000));
        try (TextStream in = new TextSource(file(bytes), Compression.GZIP, TextEncoding.UTF_8, LIMITS).open(0)) {
            assertThat(in.readAllBytes()).hasSize(100_000);
            assertThat(in.fileBytesRead()).isEqualTo(bytes.length);
        }
    }

    @Test
    void zeroesAfterTheLastMemberAreLeftOut() throws IOException {
        assertThat(read(file(join(gzip("a\n"), new byte[512])), Compression.GZIP, 0))
                .isEqualTo("a\n");
    }

    @Test
    void gzipThatEndsInTheMiddleIsDamaged() throws IOException {
        byte[] whole = gzip("0123456789".repeat(100));
        ByteSource source = file(java.util.Arrays.copyOf(whole, whole.length - 10));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(source, Compression.GZIP, 0))
                .withMessageContaining("some.csv is damaged gzip");
    }

    @Test
    void gzipWithAWrongChecksumIsDamaged() throws IOException {
        byte[] bytes = gzip("0123456789");
        bytes[bytes.length - 6] ^= 1;
        ByteSource source = file(bytes);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(source, Compression.GZIP, 0))
                .withMessageContaining("checksum");
    }

    @Test
    void zipOfOneFileIsRead() throws IOException {
        assertThat(read(file(zip("a.csv")), Compression.ZIP, 0)).isEqualTo("text of a.csv");
        assertThat(read(file(zip("dir/", "dir/a.csv", "__MACOSX/._a.csv")), Compression.ZIP, 8))
                .isEqualTo("dir/a.csv");
    }

    @Test
    void zipOfSeveralFilesIsRefusedBeforeItsFirstByte() throws IOException {
        ByteSource source = file(zip("a.csv", "b.csv"));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new TextSource(source, Compression.ZIP, TextEncoding.UTF_8, LIMITS).open(0))
                .withMessageContaining("2 files: a.csv, b.csv");
    }

    @Test
    void streamedZipOfSeveralFilesIsRefusedAtTheEndOfTheFirst() throws IOException {
        ByteSource source = StreamSource.of("stdin", new ByteArrayInputStream(zip("a.csv", "b.csv")));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(source, Compression.ZIP, 0))
                .withMessageContaining("b.csv");
    }

    @Test
    void workbooksAreRefusedAsSuch() throws IOException {
        ByteSource source = file(zip("[Content_Types].xml", "xl/workbook.xml"));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Sample.of(source, 100, 100, LIMITS))
                .withMessageContaining("XLSX")
                .withMessageContaining("save the sheet as CSV");
    }

    @Test
    void textThatBeginsLikeACompressionIsText() {
        assertThat(Compression.detect("BZh9,name\n1,2\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Compression.NONE);
        assertThat(Compression.detect(new byte[] {0x1F})).isEqualTo(Compression.NONE);
        assertThat(Compression.detect(new byte[0])).isEqualTo(Compression.NONE);
    }

    @Test
    void decompressionBombsAreDefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            byte[] zeroes = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                gzip.write(zeroes);
            }
        }
        ByteSource source = file(out.toByteArray());
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> drain(source, new DecompressionLimits(100, 1L << 40)))
                .withMessageContaining("more than 100 times its size");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> drain(source, new DecompressionLimits(100_000, 1 << 20)))
                .withMessageContaining("more than 1048576 bytes");
    }

    private static void drain(ByteSource source, DecompressionLimits limits) throws IOException {
        try (InputStream in = new TextSource(source, Compression.GZIP, TextEncoding.UTF_8, limits).open(0)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
