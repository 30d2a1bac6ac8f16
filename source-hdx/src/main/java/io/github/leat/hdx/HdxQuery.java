package io.github.leat.hdx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is looked for in the catalogue. Immutable; each {@code with…} gives a narrower one.
 *
 * @param text words to look for; empty: all datasets
 * @param format of a file, such as {@code CSV}
 * @param name of the dataset, exactly
 * @param organization its name, such as {@code acled}
 * @param country ISO 3166 alpha-3 code, such as {@code BDI}, or another group such as {@code world}
 * @param tag such as {@code food security}
 * @param limit most datasets wanted
 */
public record HdxQuery(
        String text,
        Optional<String> format,
        Optional<String> name,
        Optional<String> organization,
        Optional<String> country,
        Optional<String> tag,
        int limit) {
    /** Datasets wanted unless told otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    /** @throws IllegalArgumentException if the limit is below 1, or a filter is blank */
    public HdxQuery {
        Objects.requireNonNull(text, "text");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be above 0, got " + limit);
        }
        for (Optional<String> filter : List.of(format, name, organization, country, tag)) {
            if (filter.filter(String::isBlank).isPresent()) {
                throw new IllegalArgumentException("A filter of a search is empty. Leave it out, or give it a value.");
            }
        }
    }

    /** Words to look for, without filters. */
    public static HdxQuery of(String text) {
        Optional<String> any = Optional.empty();
        return new HdxQuery(text, any, any, any, any, any, DEFAULT_LIMIT);
    }

    /** Only datasets with a file of this format. */
    public HdxQuery withFormat(String value) {
        return new HdxQuery(text, Optional.of(value), name, organization, country, tag, limit);
    }

    /** Only the dataset of this name. */
    public HdxQuery withName(String value) {
        return new HdxQuery(text, format, Optional.of(value), organization, country, tag, limit);
    }

    /** Only datasets of this organisation. */
    public HdxQuery withOrganization(String value) {
        return new HdxQuery(text, format, name, Optional.of(value), country, tag, limit);
    }

    /** Only datasets about this country, or of this group. */
    public HdxQuery withCountry(String value) {
        return new HdxQuery(text, format, name, organization, Optional.of(value), tag, limit);
    }

    /** Only datasets with this tag. */
    public HdxQuery withTag(String value) {
        return new HdxQuery(text, format, name, organization, country, Optional.of(value), limit);
    }

    /** At most so many datasets; default {@value #DEFAULT_LIMIT}. */
    public HdxQuery withLimit(int value) {
        return new HdxQuery(text, format, name, organization, country, tag, value);
    }

    /** The filters as Solr takes them. */
    String filter() {
        List<String> parts = new ArrayList<>();
        format.ifPresent(value -> parts.add("res_format:" + quoted(value.toUpperCase(Locale.ROOT))));
        name.ifPresent(value -> parts.add("name:" + quoted(value)));
        organization.ifPresent(value -> parts.add("organization:" + quoted(value)));
        country.ifPresent(value -> parts.add("groups:" + quoted(value.toLowerCase(Locale.ROOT))));
        // HDX keeps its tags in a vocabulary, other CKAN sites do not
        tag.ifPresent(value -> parts.add("(vocab_Topics:" + quoted(value) + " OR tags:" + quoted(value) + ")"));
        return String.join(" AND ", parts);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
