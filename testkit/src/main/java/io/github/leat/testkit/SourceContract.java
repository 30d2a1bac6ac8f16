package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.CsvSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source that can be read again keeps; to be extended for each kind of source.
 *
 * <p>Each test uses names of its own, so that a server may be shared.
 */
public abstract class SourceContract {
    @TempDir
    Path directory;

    /** For subclasses. */
    protected SourceContract() {}

    /** Stores an object, in place of what has its name; another version than before. */
    protected abstract void store(String name, byte[] content) throws Exception;

    /** The object as it is now. */
    protected abstract ByteSource source(String name);

    /** Removes the object. */
    protected abstract void remove(String name) throws Exception;

    /** Whether a stream that is open notices that the object was replaced, or else reads the old bytes on. */
    protected boolean isPinned() {
        return true;
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theBytesAreThoseThatWereStored() throws Exception {
        byte[] content = bytes(300_000);
        store("whole", content);
        ByteSource source = source("whole");
        assertThat(source.name()).isNotEmpty();
        assertThat(source.identity()).isNotEmpty();
        assertThat(source.isReplayable()).isTrue();
        assertThat(source.sizeInBytes()).hasValue(content.length);
        try (InputStream in = source.open(0)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void itIsReadFromAnyByte() throws Exception {
        byte[] content = bytes(100_000);
        store("offsets", content);
        ByteSource source = source("offsets");
        for (int from : new int[] {0, 1, 65_536, 99_999, 100_000}) {
            try (InputStream in = source.open(from)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, from, content.length));
            }
        }
    }

    @Test
    void streamsAreIndependent() throws Exception {
        byte[] content = bytes(50_000);
        store("twice", content);
        ByteSource source = source("twice");
        try (InputStream first = source.open(0);
                InputStream second = source.open(10)) {
            assertThat(first.readNBytes(20_000)).isEqualTo(Arrays.copyOf(content, 20_000));
            assertThat(second.readNBytes(5)).isEqualTo(Arrays.copyOfRange(content, 10, 15));
            assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 20_000, 50_000));
        }
    }

    @Test
    void anEmptyObjectIsEmpty() throws Exception {
        store("empty", new byte[0]);
        try (InputStream in = source("empty").open(0)) {
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(source("empty").sizeInBytes()).hasValue(0);
    }

    @Test
    void theVersionChangesWithTheObjectAndOnlyThen() throws Exception {
        store("versions", bytes(10));
        ByteSource first = source("versions");
        assertThat(first.version()).isPresent();
        assertThat(source("versions").version()).isEqualTo(first.version());
        assertThat(source("versions").identity()).isEqualTo(first.identity());
        store("versions", bytes(11));
        assertThat(source("versions").version()).isPresent().isNotEqualTo(first.version());
        assertThat(source("versions").identity()).isEqualTo(first.identity());
    }

    @Test
    void anAbsentObjectIsASourceFault() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source("absent"))
                .withMessageContaining("absent");
    }

    @Test
    void anObjectThatIsGoneIsASourceFault() throws Exception {
        store("gone", bytes(10));
        ByteSource source = source("gone");
        remove("gone");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> readAll(source))
                .withMessageContaining("gone");
    }

    /** Bytes of two versions are never mixed: the old ones are read to their end, or the load is told. */
    @Test
    void versionsAreNotMixed() throws Exception {
        if (!isPinned()) {
            return;
        }
        byte[] old = bytes(20_000_000);
        store("mixed", old);
        ByteSource source = source("mixed");
        try (InputStream in = source.open(0)) {
            assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(old, 1000));
            byte[] other = old.clone();
            Arrays.fill(other, (byte) 0);
            store("mixed", other);
            byte[] rest;
            try {
                rest = in.readAllBytes();
            } catch (SourceException e) {
                assertThat(e).hasMessageContaining("mixed").hasMessageContaining("changed");
                return;
            }
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 1000, old.length));
        }
    }

    @Test
    void aLoadReadsIt() throws Exception {
        store("load.csv", "id,name\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
        Path file = directory.resolve("out.csv");
        Load.from(source("load.csv")).into(CsvSink.to(file)).run();
        assertThat(Files.readString(file)).isEqualTo("id,name\n1,a\n2,b\n");
    }

    private static void readAll(ByteSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            in.readAllBytes();
        }
    }
}
