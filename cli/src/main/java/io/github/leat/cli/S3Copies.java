package io.github.leat.cli;

import io.github.leat.core.SinkException;
import io.github.leat.core.SourceException;
import io.github.leat.hdx.LandedText;
import io.github.leat.hdx.Landing;
import io.github.leat.hdx.LandingConflictException;
import io.github.leat.hdx.LandingWriter;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import io.github.leat.s3.S3Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A prefix of S3 as the place of copies. An interrupted upload leaves nothing, so its file is fetched from the beginning; a
 * part of 8 MiB is kept in memory for each file that is being written. Thread-safe.
 */
final class S3Copies implements Landing {
    private final S3Store store;
    private final S3Address prefix;
    private final S3Landing landing;

    /** All keys are below the address, whether it ends with a slash or not. */
    S3Copies(S3Store store, S3Address address) {
        this.store = store;
        this.prefix =
                address.key().isEmpty() || address.key().endsWith("/") ? address : address.withKey(address.key() + "/");
        this.landing = S3Landing.in(store);
    }

    @Override
    public String name() {
        return prefix.name();
    }

    private S3Address at(String key) {
        return prefix.withKey(prefix.key() + key);
    }

    private Optional<S3Source> find(String key) throws IOException {
        try {
            return Optional.of(S3Source.of(store, at(key)));
        } catch (SourceException e) {
            if (S3Failure.behind(e)
                    .filter(failure -> failure.kind() == S3Failure.Kind.NO_OBJECT)
                    .isPresent()) {
                return Optional.empty();
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public OptionalLong sizeOf(String key) throws IOException {
        return find(key).map(S3Source::sizeInBytes).orElse(OptionalLong.empty());
    }

    @Override
    public LandingWriter write(String key, String version) {
        return new Writer(landing.replace(at(key)));
    }

    @Override
    public Optional<LandedText> read(String key) throws IOException {
        Optional<S3Source> found = find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get().open(0)) {
            return Optional.of(new LandedText(in.readAllBytes(), found.get().eTag()));
        }
    }

    @Override
    public String replace(String key, byte[] text, Optional<String> expected)
            throws IOException, LandingConflictException {
        try (S3Upload upload =
                expected.isPresent() ? landing.replaceIf(at(key), expected.get()) : landing.create(at(key))) {
            upload.write(text);
            return upload.complete();
        } catch (SinkException e) {
            if (S3Failure.behind(e)
                    .filter(failure -> failure.kind() == S3Failure.Kind.CHANGED)
                    .isPresent()) {
                throw new LandingConflictException(key);
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    private static final class Writer implements LandingWriter {
        private final S3Upload upload;

        Writer(S3Upload upload) {
            this.upload = upload;
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public InputStream kept() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream out() {
            return upload;
        }

        @Override
        public void publish() throws IOException {
            try {
                upload.complete();
            } catch (SinkException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void discard() {
            upload.abort();
        }

        @Override
        public void close() {
            upload.close();
        }
    }
}
