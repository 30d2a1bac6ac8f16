package io.github.leat.hdx;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What catalogue and server tell about the version of a file. Immutable.
 *
 * <p>For files that HDX stores {@code last_modified} is reliable. For others it is not: what their server says counts, and where
 * it says nothing, only the content tells (OCHA's wiki on freshness, read 2026-11). The catalogue's hash is mostly empty, and
 * links that make their answer anew change hash and ETag at each call, so a difference in those alone proves nothing.
 *
 * @param hosted whether HDX stores the file
 * @param lastModified by the catalogue
 * @param hash by the catalogue
 * @param size bytes, by the catalogue
 * @param etag by the server, as sent
 * @param serverModified Last-Modified of the server
 */
public record ResourceVersion(
        boolean hosted,
        Optional<Instant> lastModified,
        Optional<String> hash,
        OptionalLong size,
        Optional<String> etag,
        Optional<Instant> serverModified) {

    /** The same with what the server says. */
    ResourceVersion withServer(Optional<String> tag, Optional<Instant> modified) {
        return new ResourceVersion(hosted, lastModified, hash, size, tag, modified);
    }

    /** What this one is to one that was fetched. */
    public VersionVerdict since(ResourceVersion known) {
        return hosted && lastModified.isPresent() && known.lastModified.isPresent()
                ? byCatalogue(known)
                : byServer(known);
    }

    private VersionVerdict byCatalogue(ResourceVersion known) {
        Instant now = lastModified.orElseThrow();
        Instant then = known.lastModified.orElseThrow();
        if (now.isAfter(then)) {
            return VersionVerdict.newer("last_modified is " + now + ", after " + then);
        }
        if (now.isBefore(then)) {
            return VersionVerdict.unknown("last_modified went back from " + then + " to " + now);
        }
        if (hash.isPresent() && known.hash.isPresent() && !hash.equals(known.hash)) {
            return VersionVerdict.newer("last_modified is still " + now + ", but the hash differs");
        }
        if (size.isPresent() && known.size.isPresent() && !size.equals(known.size)) {
            return VersionVerdict.newer("last_modified is still " + now + ", but the size was " + known.size.getAsLong()
                    + " and is " + size.getAsLong());
        }
        return VersionVerdict.same("last_modified is still " + now);
    }

    private VersionVerdict byServer(ResourceVersion known) {
        boolean tags = etag.isPresent() && known.etag.isPresent();
        if (tags && etag.get().startsWith("\"") && etag.equals(known.etag)) {
            return VersionVerdict.same("the server's ETag is still " + etag.get());
        }
        if (serverModified.isPresent() && known.serverModified.isPresent()) {
            Instant now = serverModified.get();
            Instant then = known.serverModified.get();
            if (now.isAfter(then)) {
                return VersionVerdict.newer("the server's Last-Modified is " + now + ", after " + then);
            }
            if (now.isBefore(then)) {
                return VersionVerdict.unknown("the server's Last-Modified went back from " + then + " to " + now);
            }
            return tags && !etag.equals(known.etag)
                    ? VersionVerdict.unknown("the server's Last-Modified is still " + now + ", but its ETag differs")
                    : VersionVerdict.same("the server's Last-Modified is still " + now);
        }
        if (tags && !etag.equals(known.etag)) {
            return VersionVerdict.unknown("the server's ETag differs, which some links do at each call");
        }
        return VersionVerdict.unknown(
                hosted
                        ? "the catalogue has no last_modified, and the server sends neither ETag nor Last-Modified"
                        : "HDX does not store the file, and its server sends neither ETag nor Last-Modified");
    }
}
