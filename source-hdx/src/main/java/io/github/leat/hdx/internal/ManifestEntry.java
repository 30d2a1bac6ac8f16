package io.github.leat.hdx.internal;

import io.github.leat.hdx.HdxResource;
import io.github.leat.hdx.ResourceVersion;
import io.github.leat.hdx.VersionVerdict;
import java.time.Instant;

/**
 * One file of a landing as its manifest describes it.
 *
 * @param url without secrets
 * @param size bytes that were fetched
 * @param sha256 of them, in hexadecimal
 * @param fetchedAt when they were fetched
 * @param verdict why they were fetched
 * @param version of what was fetched
 */
public record ManifestEntry(
        String key,
        String dataset,
        String resource,
        String name,
        String format,
        String url,
        long size,
        String sha256,
        Instant fetchedAt,
        VersionVerdict verdict,
        ResourceVersion version) {
    /** The entry with what the catalogue says now; the bytes are the same. */
    public ManifestEntry seenAgain(HdxResource now, ResourceVersion seen) {
        return new ManifestEntry(
                key, dataset, resource, now.name(), now.format(), url, size, sha256, fetchedAt, verdict, seen);
    }
}
