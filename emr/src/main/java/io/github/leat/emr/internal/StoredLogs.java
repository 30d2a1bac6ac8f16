package io.github.leat.emr.internal;

import io.github.leat.core.SourceException;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Listing;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Logs below a location on S3. */
public final class StoredLogs implements JobPlane.LogFinder {
    /** Of a step's log no more is looked at; spark-submit tells the application in its first lines. */
    private static final int MOST_BYTES = 1 << 20;

    private final S3Store store;
    private final S3Address root;

    /** @param location as the services give it: {@code s3://…}, of clusters also {@code s3n://…} */
    public StoredLogs(S3Store store, String location) {
        this.store = store;
        S3Address address = S3Address.parse(location.replaceFirst("^s3[an]:", "s3:"));
        String key = address.key();
        this.root = address.withKey(key.isEmpty() || key.endsWith("/") ? key : key + "/");
    }

    /** The log there; empty where there is none. */
    public Optional<S3Source> log(String path) {
        try {
            return Optional.of(S3Source.of(store, root.withKey(root.key() + path)));
        } catch (SourceException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where a log would be. */
    public String location(String path) {
        return root.withKey(root.key() + path).name();
    }

    @Override
    public Optional<String> text(String path) {
        Optional<S3Source> found = log(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = new GZIPInputStream(found.get().open(0))) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SourceException(location(path) + " cannot be read: " + e.getMessage() + ". Try again.", e);
        }
    }

    @Override
    public List<String> below(String prefix) {
        try {
            return S3Listing.objects(store, root.withKey(root.key() + prefix)).stream()
                    .map(object -> object.key().substring(root.key().length()))
                    .toList();
        } catch (SourceException e) {
            // a listing without a result is refused without a failure of S3 behind it
            if (S3Failure.behind(e).isEmpty() || isMissing(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Whether nothing is there, rather than that it cannot be seen. */
    public static boolean isMissing(SourceException e) {
        return S3Failure.behind(e)
                .filter(failure -> failure.kind() == S3Failure.Kind.NO_OBJECT)
                .isPresent();
    }
}
