package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamSourceTest {
    /** As standard input is: it cannot be read after it was closed. */
    private static StreamSource source(String text) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return StreamSource.of("stdin", new BufferedInputStream(bytes));
    }

    private static String all(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void streamThatWasLookedAtToItsEndIsStillToBeOpened() throws IOException {
        StreamSource source = source("a,b\n1,2\n");
        assertThat(all(source.peek())).isEqualTo("a,b\n1,2\n");
        assertThat(all(source.peek())).isEqualTo("a,b\n1,2\n");
        assertThat(all(source.open(4))).isEqualTo("1,2\n");
    }

    @Test
    void looksMayEndAnywhere() throws IOException {
        StreamSource source = source("a,b\n1,2\n");
        assertThat(source.peek().readNBytes(3)).hasSize(3);
        assertThat(source.peek().readNBytes(6)).hasSize(6);
        assertThat(all(source.open(0))).isEqualTo("a,b\n1,2\n");
    }

    @Test
    void openedStreamCanBeReadNoMore() throws IOException {
        StreamSource source = source("a");
        source.open(0).close();
        assertThatThrownBy(source::peek).isInstanceOf(SourceException.class);
    }
}
