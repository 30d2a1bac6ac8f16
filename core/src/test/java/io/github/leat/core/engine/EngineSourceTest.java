package io.github.leat.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.engine.EngineDialect.FixedWidth;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.io.StreamSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineSourceTest {
    @TempDir
    Path directory = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("some.csv"), text);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIVOCITY", "COMMONS"})
    void goesOnAtAnyByteOfItsText(CsvEngine engine) throws IOException {
        ByteSource source = EngineSource.of(
                FileSource.of(file("a;b\n1;x\n\n2;\"y\nz\"\n".repeat(20_000))), engine, Inference.defaults());
        byte[] whole = source.open(0).readAllBytes();
        assertThat(new String(whole, StandardCharsets.UTF_8)).startsWith("a,b\n1,x\n\n2,\"y\nz\"\n");
        for (int from : new int[] {1, 7, 65_536, 100_000, whole.length}) {
            assertThat(source.open(from).readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, from, whole.length));
        }
    }

    @Test
    void anotherReadingIsAnotherLoad() throws IOException {
        FileSource plain = FileSource.of(file("a;b\n1;x\n"));
        ByteSource commons = EngineSource.of(plain, CsvEngine.COMMONS, Inference.defaults());
        assertThat(commons.identity()).isEqualTo(plain.identity() + "?engine=commons");
        assertThat(commons.version()).isEqualTo(plain.version());
        assertThat(EngineSource.of(plain, CsvEngine.LEAT, Inference.defaults())).isSameAs(plain);
    }

    @Test
    void aFailureOfTheStreamIsPassedOnAsItIs() throws IOException {
        IOException reset = new IOException("Connection reset");
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw reset;
            }
        };
        for (EngineDialect dialect : List.of(new EngineDialect.Delimited("||"), new FixedWidth(List.of(1)))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(
                            () -> EngineSource.of(StreamSource.of("some.csv", failing), dialect, Inference.defaults())
                                    .open(0)
                                    .readAllBytes())
                    .isSameAs(reset);
        }
    }

    @Test
    void whatTheEngineCannotReadIsSaidWithItsPlace() throws IOException {
        // More columns than are read, which Univocity refuses.
        ByteSource source = EngineSource.of(
                FileSource.of(file("a\tb\n" + "x\t".repeat(70_000) + "\n")),
                new EngineDialect.EscapedTabs(),
                Inference.builder().delimiter(',').build());
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> source.open(0).readAllBytes())
                .withMessageContaining("some.csv:2 (record 2, byte ")
                .withMessageContaining("the engine univocity cannot read on")
                .withMessageContaining(". Look at the file there");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIVOCITY", "COMMONS"})
    void anAbsentLibraryIsNamed(CsvEngine engine) throws Exception {
        Path path = file("a,b\n1,2\n");
        Object reading = new WithoutEngines()
                .loadClass(Reading.class.getName())
                .getConstructor(Path.class, String.class)
                .newInstance(path, engine.label());
        assertThat(((Callable<?>) reading).call())
                .isEqualTo(path + " is to be read by the engine " + engine.label() + ", whose library "
                        + engine.library().orElseThrow()
                        + " is not on the class path. Add this Maven artifact, or choose another engine or dialect.");
    }

    @Test
    void theOwnEngineNeedsNoLibrary() throws Exception {
        Object reading = new WithoutEngines()
                .loadClass(Reading.class.getName())
                .getConstructor(Path.class, String.class)
                .newInstance(file("a,b\n1,2\n"), "leat");
        assertThat(((Callable<?>) reading).call()).isEqualTo("a,b\n1,2\n");
    }

    /** Reads a file in a class loader of its own; answers its text, or what was wrong. */
    public record Reading(Path path, String engine) implements Callable<String> {
        @Override
        public String call() throws IOException {
            try (InputStream in = EngineSource.of(FileSource.of(path), CsvEngine.ofLabel(engine), Inference.defaults())
                    .open(0)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (SchemaException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** Loads the classes of core anew, and has none of the engines' libraries. */
    private static final class WithoutEngines extends ClassLoader {
        WithoutEngines() {
            super(EngineSourceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.univocity.") || name.startsWith("org.apache.commons.csv.")) {
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
