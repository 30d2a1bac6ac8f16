package io.github.leat.core.infer;

import io.github.leat.core.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Bytes in memory that open anywhere, as a file does. */
final class SeekableBytes implements ByteSource {
    private final byte[] bytes;

    SeekableBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return "seekable.csv";
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
    public boolean isSeekable() {
        return true;
    }

    @Override
    public InputStream open(long fromByte) {
        return new ByteArrayInputStream(bytes, (int) fromByte, bytes.length - (int) fromByte);
    }
}
