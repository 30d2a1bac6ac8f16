package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
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
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LibraryStreamTest {
    private static final DecompressionLimits LIMITS = DecompressionLimits.defaults();

    @TempDir
    Path directory = Path.of("");

    private static byte[] compressed(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressing = compressing(compression, out)) {
            compressing.write(bytes);
        }
        return out.toByteArray();
    }

    private static OutputStream compressing(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case NONE, GZIP, ZIP -> throw new IllegalArgumentException(compression.toString());
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A file whose name says nothing of its compression. */
    private ByteSource file(byte[] bytes) throws IOException {
        return FileSource.of(Files.write(directory.resolve("some.csv"), bytes));
    }

    private static byte[] read(ByteSource source, Compression compression, long from) throws IOException {
        try (TextStream in = new TextSource(source, compression, TextEncoding.UTF_8, LIMITS).open(from)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void isOpenedByItsFirstBytesAndReadWhole(Compression compression) throws IOException {
        byte[] text = noise(300_000);
        byte[] bytes = compressed(compression, text);
        ByteSource source = file(bytes);
        Sample sample = Sample.of(source, 1 << 20, 1 << 20, LIMITS);
        assertThat(sample.compression()).isEqualTo(compression);
        assertThat(sample.bytes()).isEqualTo(text);
        assertThat(sample.exhaustive()).isTrue();
        assertThat(read(source, compression, 299_000)).isEqualTo(Arrays.copyOfRange(text, 299_000, 300_000));
        try (TextStream in = new TextSource(source, compression, TextEncoding.UTF_8, LIMITS).open(0)) {
            in.readAllBytes();
            assertThat(in.fileBytesRead()).isEqualTo(bytes.length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void allOfSeveralStreamsAreRead(Compression compression) throws IOException {
        byte[] bytes = join(compressed(compression, utf8("a,b\n")), compressed(compression, utf8("1,2\n")));
        assertThat(read(file(bytes), compression, 0)).isEqualTo(utf8("a,b\n1,2\n"));
    }

    @Test
    void zstdMayBeginWithASkippableFrame() throws IOException {
        byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        byte[] bytes = join(skippable, compressed(Compression.ZSTD, utf8("a\n")));
        assertThat(Compression.detect(bytes)).isEqualTo(Compression.ZSTD);
        assertThat(read(file(bytes), Compression.ZSTD, 0)).isEqualTo(utf8("a\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void everyTruncationIsDamage(Compression compression) throws IOException {
        byte[] whole = compressed(compression, noise(2_000));
        for (int length = Compression.MAGIC_BYTES;
                length < whole.length;
                length += length < whole.length - 40 ? 97 : 1) {
            ByteSource source = StreamSource.of("some.csv", new ByteArrayInputStream(whole, 0, length));
            assertThatExceptionOfType(SourceException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> read(source, compression, 0))
                    .withMessageContaining("some.csv is " + compression.label() + " that cannot be read");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void changedBytesAreDamage(Compression compression) throws IOException {
        byte[] bytes = compressed(compression, noise(2_000));
        for (int at = Compression.MAGIC_BYTES + 20; at < bytes.length - 40; at += 61) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x55;
            ByteSource source = StreamSource.of("some.csv", new ByteArrayInputStream(changed));
            assertThatExceptionOfType(SourceException.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> read(source, compression, 0))
                    .withMessageContaining("Fetch it again");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void aFailureOfTheStreamBelowIsPassedOn(Compression compression) throws IOException {
        byte[] bytes = compressed(compression, noise(300_000));
        IOException reset = new IOException("Connection reset");
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes, 0, 50_000)) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = super.read(b, off, len);
                if (n < 0) {
                    throw reset;
                }
                return n;
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(StreamSource.of("some.csv", failing), compression, 0))
                .isSameAs(reset);
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void bombsAreDefused(Compression compression) throws IOException {
        int length = Math.toIntExact(DecompressionLimits.RATIO_FROM_BYTES) + (2 << 20);
        ByteSource source = file(compressed(compression, new byte[length]));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> drain(source, compression, LIMITS))
                .withMessageContaining("some.csv decompresses to more than 1000 times its size")
                .withMessageContaining("--max-ratio");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> drain(source, compression, new DecompressionLimits(1_000_000, 1 << 20)))
                .withMessageContaining("more than 1048576 bytes")
                .withMessageContaining("--max-decompressed");
        drain(source, compression, new DecompressionLimits(1_000_000, length));
    }

    private static void drain(ByteSource source, Compression compression, DecompressionLimits limits)
            throws IOException {
        try (InputStream in = new TextSource(source, compression, TextEncoding.UTF_8, limits).open(0)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void zstdThatAsksForTooLargeAWindowIsRefused() throws IOException {
        // Magic number; no content size; the window's exponent over 10, and no mantissa; a last raw block of one byte.
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((27 - 10) << 3), 9, 0, 0, 'a'};
        assertThat(read(file(frame), Compression.ZSTD, 0)).isEqualTo(utf8("a"));
        frame[5] = (byte) ((28 - 10) << 3);
        ByteSource source = file(frame);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(source, Compression.ZSTD, 0))
                .withMessageContaining("some.csv is zstd that cannot be read")
                .withMessageContaining("memory");
    }

    @Test
    void xzThatAsksForTooMuchMemoryIsRefused() throws IOException {
        LZMA2Options options = new LZMA2Options(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream xz = new XZOutputStream(out, options)) {
            xz.write('a');
        }
        byte[] bytes = out.toByteArray();
        // The block header, from byte 12: its size, flags, filter LZMA2 with one byte, the dictionary's size; 3 of
        // padding, CRC-32.
        assertThat(bytes[14]).isEqualTo((byte) 0x21);
        bytes[16] = 36; // 1 GiB
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 12, 8);
        for (int i = 0; i < 4; i++) {
            bytes[20 + i] = (byte) (crc.getValue() >> (8 * i));
        }
        ByteSource source = file(bytes);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(source, Compression.XZ, 0))
                .withMessageContaining("some.csv is xz that cannot be read")
                .withMessageContaining("memory");
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "XZ"})
    void anAbsentLibraryIsNamed(Compression compression) throws Exception {
        Path path = Files.write(directory.resolve("some.csv"), compressed(compression, utf8("a\n")));
        Object sampling = new WithoutCodecs()
                .loadClass(Sampling.class.getName())
                .getConstructor(Path.class)
                .newInstance(path);
        assertThat(((Callable<?>) sampling).call())
                .isEqualTo(path + " is compressed with " + compression.label() + "; "
                        + compression.library().orElseThrow()
                        + ", which opens it, is not on the class path. Add it, or decompress the file first.");
    }

    @Test
    void plainTextNeedsNoLibrary() throws Exception {
        Path path = Files.write(directory.resolve("some.csv"), utf8("a\n"));
        Object sampling = new WithoutCodecs()
                .loadClass(Sampling.class.getName())
                .getConstructor(Path.class)
                .newInstance(path);
        assertThat(((Callable<?>) sampling).call()).isEqualTo("NONE");
    }

    /** Takes a sample, in a class loader of its own; answers the compression, or what was wrong. */
    public record Sampling(Path path) implements Callable<String> {
        @Override
        public String call() throws IOException {
            try {
                return Sample.of(FileSource.of(path), 100, 100, DecompressionLimits.defaults())
                        .compression()
                        .name();
            } catch (SourceException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** Loads the classes of core anew, and has none of the optional libraries. */
    private static final class WithoutCodecs extends ClassLoader {
        WithoutCodecs() {
            super(LibraryStreamTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.luben.")
                    || name.startsWith("org.apache.commons.")
                    || name.startsWith("org.tukaani.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null || !name.startsWith("io.github.leat.")) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
