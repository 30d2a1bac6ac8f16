package io.github.leat.hdx;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.hdx.internal.Addresses;
import io.github.leat.hdx.internal.Fetcher;
import io.github.leat.hdx.internal.HttpObject;
import io.github.leat.hdx.internal.Probe;
import io.github.leat.hdx.internal.RangedStream;
import io.github.leat.hdx.internal.Validators;
import io.github.leat.hdx.internal.WholeStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file on an HTTP server, by an {@code https} address (or {@code http}).
 *
 * <p>Its name and identity are the address with the values of secret query parameters left out. Its version is {@code <Last-
 * Modified>/<ETag or size>}, or the ETag alone; empty where the server sends neither, and then each load takes it for new. What
 * is asked for first, the first 256 KiB, is kept and tells version and size; all that is read later is held to it, and a file
 * that changes is an error.
 *
 * <p>Where the server gives ranges, no connection is open between reads, so a slow target cuts nothing. Where it does not, the
 * body is streamed once for each {@link #open}; a cut body is asked for anew and what was read is read again and dropped.
 * Redirects may lead to https only. Thread-safe.
 */
public final class HttpSource implements ByteSource {
    private final URI address;
    private final String name;
    private final Fetcher fetcher;
    private @Nullable HttpObject known;

    private HttpSource(URI address, HttpOptions options) {
        this.address = Addresses.require(address);
        this.name = Addresses.shown(address);
        this.fetcher = new Fetcher(options);
    }

    /**
     * The file of an address. Asks nothing yet.
     *
     * @throws SourceException if it is no http or https address with a host, or holds a user name or password
     */
    public static HttpSource of(URI address) {
        return of(address, HttpOptions.defaults());
    }

    /**
     * The file of an address, with other options.
     *
     * @throws SourceException as {@link #of(URI)}
     */
    public static HttpSource of(URI address, HttpOptions options) {
        return new HttpSource(Objects.requireNonNull(address, "address"), Objects.requireNonNull(options, "options"));
    }

    /**
     * The file of an address as people write it: blanks and other characters that addresses may not have are encoded.
     *
     * @throws SourceException as {@link #of(URI)}
     */
    public static HttpSource of(String address) {
        return of(Addresses.parse(address), HttpOptions.defaults());
    }

    /** The address, secrets included. */
    public URI address() {
        return address;
    }

    @Override
    public String name() {
        return name;
    }

    /** Asks the server when it is called first. */
    @Override
    public Optional<String> version() {
        return known().version();
    }

    /** Asks the server when it is called first. */
    @Override
    public OptionalLong sizeInBytes() {
        return known().size();
    }

    @Override
    public boolean isSeekable() {
        return known().ranges();
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        HttpObject object = ask();
        if (object.complete()) {
            InputStream in = new ByteArrayInputStream(object.head());
            in.skipNBytes(fromByte);
            return in;
        }
        if (object.ranges()) {
            return new RangedStream(fetcher, address, object, fromByte);
        }
        InputStream in = new WholeStream(fetcher, address, object);
        try {
            in.skipNBytes(fromByte);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What the server says about the file. */
    HttpObject known() {
        try {
            return ask();
        } catch (IOException e) {
            throw new SourceException(name + " cannot be read: " + e.getMessage() + ". Run it again.", e);
        }
    }

    private synchronized HttpObject ask() throws IOException {
        if (known == null) {
            known = Probe.ask(fetcher, address, Optional.empty()).orElseThrow();
        }
        return known;
    }

    /** Whether the server says that the file did not change since; what it says else is kept. */
    synchronized boolean isUnchangedSince(Validators since) throws IOException {
        Optional<HttpObject> answer = Probe.ask(fetcher, address, Optional.of(since));
        known = answer.orElse(known);
        return answer.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
