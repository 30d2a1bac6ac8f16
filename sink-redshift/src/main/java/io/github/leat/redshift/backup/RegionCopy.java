package io.github.leat.redshift.backup;

import io.github.leat.core.Excerpt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * That each snapshot is copied to another region.
 *
 * @param region such as {@code eu-west-1}
 * @param retention how long manual snapshots are kept there; empty: for ever
 * @param automatedDays for clusters how many days automated snapshots are kept there, 1 to 35; empty: 7 (API reference,
 *     EnableSnapshotCopy, read 2026-11-27)
 * @param key for encrypted warehouses: of clusters the name of a snapshot copy grant, of namespaces a key of KMS in that region
 */
public record RegionCopy(
        String region, Optional<Retention> retention, Optional<Integer> automatedDays, Optional<String> key) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");

    /** @throws IllegalArgumentException if the region cannot be one, or the days are not from 1 to 35 */
    public RegionCopy {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(Excerpt.of(region) + " is not a region. Write one such as eu-west-1.");
        }
        automatedDays.filter(days -> days < 1 || days > 35).ifPresent(days -> {
            throw new IllegalArgumentException("Automated snapshots are kept for 1 to 35 days, not " + days + ".");
        });
    }

    /** With the service's defaults. */
    public static RegionCopy to(String region) {
        return new RegionCopy(region, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
