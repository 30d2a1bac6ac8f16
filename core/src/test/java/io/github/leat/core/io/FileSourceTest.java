package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("a.csv"), text);
    }

    @Test
    void versionBeginsWithTheInstantOfTheLastChange() throws IOException {
        Path path = write("0123456789");
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-05-17T10:00:00Z")));
        FileSource source = FileSource.of(path);
        assertThat(source.version()).contains("2020-05-17T10:00:00Z/10");
        assertThat(source.sizeInBytes()).hasValue(10);
    }

    @Test
    void identityIsTheSameHoweverThePathIsWritten() throws IOException {
        Path path = write("x");
        Path detour = directory.resolve("sub").resolve("..").resolve("a.csv");
        Files.createDirectory(directory.resolve("sub"));
        assertThat(FileSource.of(detour).identity())
                .isEqualTo(FileSource.of(path).identity());
        assertThat(FileSource.of(detour).name()).isEqualTo(detour.toString());
    }

    @Test
    void fileCanBeOpenedAgainAndFromAByte() throws IOException {
        FileSource source = FileSource.of(write("0123456789"));
        for (int i = 0; i < 2; i++) {
            try (InputStream in = source.open(7)) {
                assertThat(in.readAllBytes()).containsExactly('7', '8', '9');
            }
        }
        try (InputStream in = source.open(10)) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void missingFileIsSaidWithWhatToDo() {
        Path path = directory.resolve("none.csv");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> FileSource.of(path))
                .withMessageContaining("There is no file " + path)
                .withMessageContaining("Check its name");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> FileSource.of(directory.resolve("no").resolve("none.csv")))
                .withMessageContaining("not even its directory exists");
    }

    @Test
    void directoryIsSaidWithWhatToDo() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> FileSource.of(directory))
                .withMessageContaining("is a directory")
                .withMessageContaining("*.csv");
    }

    @Test
    void fileDeletedBeforeItIsOpenedIsASourceFault() throws IOException {
        FileSource source = FileSource.of(write("x"));
        Files.delete(directory.resolve("a.csv"));
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> source.open(0));
    }

    @Test
    void streamCanBeLookedAtTwiceAndOpenedOnce() throws IOException {
        StreamSource source =
                StreamSource.of("stdin", new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.UTF_8)));
        assertThat(source.peek().readNBytes(4)).containsExactly('0', '1', '2', '3');
        assertThat(source.peek().readNBytes(6)).containsExactly('0', '1', '2', '3', '4', '5');
        try (InputStream in = source.open(2)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("23456789");
        }
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source.open(0))
                .withMessageContaining("stdin can be read only once");
    }
}
