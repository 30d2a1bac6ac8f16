package io.github.leat.core.infer;

import io.github.leat.core.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** A source of bytes in memory. */
record TextOf(String name, byte[] bytes) implements ByteSource {
    static ByteSource of(String text) {
        return new TextOf("test.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteSource of(byte[] bytes) {
        return new TextOf("test.csv", bytes);
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
