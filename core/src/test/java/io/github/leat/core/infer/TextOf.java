package io.github.leat.core.infer;

import io.github.leat.core.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** A source of bytes in memory. */
final class TextOf implements ByteSource {
    private final byte[] bytes;

    private TextOf(byte[] bytes) {
        this.bytes = bytes;
    }

    static ByteSource of(String text) {
        return new TextOf(text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteSource of(byte[] bytes) {
        return new TextOf(bytes);
    }

    @Override
    public String name() {
        return "test.csv";
    }

    @Override
    public Optional<String> version() {
        return Optional.empty();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public InputStream open(long fromByte) {
        return new ByteArrayInputStream(bytes, (int) fromByte, bytes.length - (int) fromByte);
    }
}
