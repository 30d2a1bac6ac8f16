package io.github.leat.hdx.internal;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/**
 * Where redirects of one request may lead: to https, and to plain http only within this machine. Bounded, and never twice to
 * the same address. Not thread-safe.
 */
final class Redirects {
    private static final int MAX = 10;

    private final URI original;
    private final Set<URI> seen = new HashSet<>();

    Redirects(URI original) {
        this.original = original;
        seen.add(original);
    }

    static boolean is(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** @throws SourceException if it leads in a circle, nowhere, or to where nothing protects the bytes */
    URI follow(URI from, String location) {
        String name = Addresses.shown(original);
        URI next;
        try {
            next = Addresses.require(from.resolve(Addresses.parseRelative(location)));
        } catch (SourceException | IllegalArgumentException e) {
            throw new SourceException(name + " redirects to " + Excerpt.of(location.replaceFirst("\\?.*", ""))
                    + ", which is no address. Tell its publisher, or name the address of the file itself.");
        }
        boolean local = Addresses.isLoopback(next) && Addresses.scheme(original).equals("http");
        if (!Addresses.scheme(next).equals("https") && !local) {
            throw new SourceException(
                    name + " redirects to " + Addresses.shown(next)
                            + ", which is plain http: anybody on the way could change the bytes. Name an https address of the file.");
        }
        if (!seen.add(next)) {
            throw new SourceException(name + " redirects in a circle, back to " + Addresses.shown(next)
                    + ". Open it in a browser, and name the address of the file itself.");
        }
        if (seen.size() > MAX + 1) {
            throw new SourceException(name + " redirects more than " + MAX
                    + " times. Open it in a browser, and name the address of the file itself.");
        }
        return next;
    }
}
