package io.github.leat.s3;

import io.github.leat.core.Excerpt;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * An object, a prefix or a pattern of keys as the command line names it: {@code
 * s3://bucket/key?endpoint=…&region=…&path-style=true&requester-pays=true&version-id=…}.
 *
 * <p>The key is taken as it is, without percent-decoding. Only what follows the last question mark and consists of {@code
 * name=value} is settings; so {@code s3://bucket/data?.csv} is a pattern. Immutable.
 *
 * @param bucket name of the bucket
 * @param key the key; empty for the whole bucket
 * @param versionId which version of the object; empty for the current one
 * @param options how the store is reached
 */
public record S3Address(String bucket, String key, Optional<String> versionId, S3Options options) {
    /** What addresses begin with. */
    public static final String SCHEME = "s3://";

    private static final Pattern SETTINGS = Pattern.compile("[a-z-]+=[^&]*(&[a-z-]+=[^&]*)*");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}|arn:[^/]+(/[^/]+)?");

    /**
     * Checks the bucket.
     *
     * @throws IllegalArgumentException if it cannot be the name of one
     */
    public S3Address {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(versionId, "versionId");
        Objects.requireNonNull(options, "options");
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    Excerpt.of(bucket) + " cannot be the name of a bucket. Write s3://bucket/key.");
        }
    }

    /** An object of AWS's own store. */
    public static S3Address of(String bucket, String key) {
        return new S3Address(bucket, key, Optional.empty(), S3Options.defaults());
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message says what to write
     */
    public static S3Address parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException(Excerpt.of(text) + " is not an address of S3. Write s3://bucket/key.");
        }
        String rest = text.substring(SCHEME.length());
        int question = rest.lastIndexOf('?');
        boolean hasSettings =
                question >= 0 && SETTINGS.matcher(rest.substring(question + 1)).matches();
        Map<String, String> settings = hasSettings ? settings(rest.substring(question + 1)) : new LinkedHashMap<>();
        String place = hasSettings ? rest.substring(0, question) : rest;
        int slash = place.indexOf('/');
        Optional<String> version = Optional.ofNullable(settings.remove("version-id"));
        return new S3Address(
                slash < 0 ? place : place.substring(0, slash),
                slash < 0 ? "" : place.substring(slash + 1),
                version,
                options(settings));
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        Matcher pair = Pattern.compile("([a-z-]+)=([^&]*)").matcher(text);
        while (pair.find()) {
            if (settings.put(pair.group(1), pair.group(2)) != null) {
                throw new IllegalArgumentException("The address sets " + pair.group(1) + " twice. Set it once.");
            }
        }
        return settings;
    }

    private static S3Options options(Map<String, String> settings) {
        Optional<URI> endpoint =
                Optional.ofNullable(settings.remove("endpoint")).map(S3Address::uri);
        Optional<Region> region = Optional.ofNullable(settings.remove("region")).map(Region::of);
        Optional<Boolean> pathStyle =
                Optional.ofNullable(settings.remove("path-style")).map(text -> bool("path-style", text));
        boolean pays = Optional.ofNullable(settings.remove("requester-pays"))
                .map(text -> bool("requester-pays", text))
                .orElse(false);
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException(
                    "The address has the setting "
                            + settings.keySet().iterator().next()
                            + ", which S3 sources do not know. Use endpoint, region, path-style, requester-pays or version-id;"
                            + " an object whose key ends like settings can be named by a pattern, with * for the question mark.");
        }
        return new S3Options(endpoint, region, pathStyle, pays);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The endpoint must be an address such as https://s3.example.org.", e);
        }
    }

    private static boolean bool(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        name + " must be true or false, got " + Excerpt.of(text) + ". Write " + name + "=true.");
        };
    }

    /** The same place with another key. */
    public S3Address withKey(String other) {
        return new S3Address(bucket, other, Optional.empty(), options);
    }

    /** Without settings: {@code s3://bucket/key}. */
    public String name() {
        return SCHEME + bucket + "/" + key;
    }

    /** With settings, so that {@link #parse} gives the same address again. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name());
        char separator = '?';
        Map<String, String> settings = new LinkedHashMap<>();
        options.endpoint().ifPresent(value -> settings.put("endpoint", value.toString()));
        options.region().ifPresent(value -> settings.put("region", value.id()));
        options.pathStyle().ifPresent(value -> settings.put("path-style", value.toString()));
        if (options.requesterPays()) {
            settings.put("requester-pays", "true");
        }
        versionId.ifPresent(value -> settings.put("version-id", value));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            text.append(separator).append(setting.getKey()).append('=').append(setting.getValue());
            separator = '&';
        }
        return text.toString();
    }
}
