package io.github.leat.hdx;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dataset as the catalogue describes it. Immutable.
 *
 * @param id CKAN's id
 * @param name the last part of its address on HDX; may change, though rarely does
 * @param title as people see it
 * @param organization name of the organisation that publishes it; may be empty
 * @param countries names of its groups: ISO 3166 alpha-3 codes in lower case, or {@code world}
 * @param tags its tags
 * @param lastModified when one of its files was last changed
 * @param resources its files, in the publisher's order
 */
public record HdxDataset(
        String id,
        String name,
        String title,
        String organization,
        List<String> countries,
        List<String> tags,
        Optional<Instant> lastModified,
        List<HdxResource> resources) {
    /** Nothing may be null. */
    public HdxDataset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        countries = List.copyOf(countries);
        tags = List.copyOf(tags);
        resources = List.copyOf(resources);
    }

    /** The files that are tables for Leat, without the copies that HDX makes for its charts unless there is nothing else. */
    public List<HdxResource> tables() {
        List<HdxResource> tables =
                resources.stream().filter(HdxResource::isTable).toList();
        List<HdxResource> own =
                tables.stream().filter(resource -> !resource.isChartCopy()).toList();
        return own.isEmpty() ? tables : own;
    }
}
