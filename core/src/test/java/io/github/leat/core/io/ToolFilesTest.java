package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the tools themselves wrote, where they are installed. */
class ToolFilesTest {
    private static final DecompressionLimits LIMITS = DecompressionLimits.defaults();

    @TempDir
    Path directory = Path.of("");

    private static byte[] text() {
        StringBuilder text = new StringBuilder("id,name,amount\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i)
                    .append(",name ")
                    .append(i * 7919L % 1000)
                    .append(',')
                    .append(i * 31L % 977)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] run(byte[] input, String command) throws Exception {
        List<String> words = Arrays.asList(command.split(" "));
        boolean installed = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, words.get(0))));
        assumeTrue(installed, "Skipped: " + words.get(0) + " is not installed.");
        Path in = Files.write(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(words)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(command).isZero();
        return Files.readAllBytes(out);
    }

    @ParameterizedTest
    @CsvSource({
        "GZIP,gzip -c",
        "BZIP2,bzip2 -c",
        "XZ,xz -c",
        "XZ,xz -T2 --block-size=100000 -c",
        "XZ,xz -9e -c",
        "ZSTD,zstd -q -c",
        "ZSTD,zstd -q -19 --long=27 -c",
        "ZSTD,zstd -q -T2 -c",
        "ZSTD,pzstd -q -p 2 -c",
        "ZIP,zip -q -"
    })
    void areReadWhole(Compression compression, String command) throws Exception {
        byte[] text = text();
        byte[] file = run(text, command + (compression == Compression.ZIP ? " -" : ""));
        check(compression, file, text);
        if (compression != Compression.ZIP) {
            // Files put one behind the other, as pigz and pbzip2 write them too.
            byte[] twice = join(file, file);
            check(compression, twice, join(text, text));
        }
    }

    private void check(Compression compression, byte[] file, byte[] text) throws IOException {
        ByteSource source = FileSource.of(Files.write(directory.resolve("some.csv"), file));
        assertThat(Sample.of(source, 1000, 1000, LIMITS).compression()).isEqualTo(compression);
        try (TextStream in = new TextSource(source, compression, TextEncoding.UTF_8, LIMITS).open(0)) {
            assertThat(in.readAllBytes()).isEqualTo(text);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aWideTableOfZerosIsNoBomb() throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String zeros = ",0".repeat(400) + "\n";
        for (int i = 0; text.size() < 24 << 20; i++) {
            text.writeBytes((i + zeros).getBytes(StandardCharsets.US_ASCII));
        }
        for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD, Compression.XZ)) {
            byte[] file = compressed(compression, text.toByteArray());
            assertThat(text.size() / file.length).as("ratio of %s", compression).isBetween(100, 1_000);
            ByteSource source = FileSource.of(Files.write(directory.resolve("some.csv"), file));
            try (TextStream in = new TextSource(source, compression, TextEncoding.UTF_8, LIMITS).open(0)) {
                assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(text.size());
            }
        }
    }

    private static byte[] compressed(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressing = switch (compression) {
            case GZIP -> new java.util.zip.GZIPOutputStream(out);
            case ZSTD -> new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(out);
            case XZ -> new org.tukaani.xz.XZOutputStream(out, new org.tukaani.xz.LZMA2Options(1));
            default -> throw new IllegalArgumentException(compression.toString());
        }) {
            compressing.write(bytes);
        }
        return out.toByteArray();
    }
}
