package io.github.leat.s3;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import io.github.leat.s3.internal.Failures;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects that an address stands for: itself; all below a prefix that ends with a slash, or below a bucket; or those
 * whose keys match a pattern ({@code *}, {@code **}, {@code ?}, {@code [ab]}, {@code {a,b}} as shells know them).
 */
public final class S3Listing {
    private S3Listing() {}

    /** Whether the address may stand for several objects. */
    public static boolean isSeveral(S3Address address) {
        return address.key().isEmpty() || address.key().endsWith("/") || firstSpecial(address.key()) >= 0;
    }

    /**
     * The addresses of the objects, sorted by key. Keys that end with a slash, which consoles make for empty directories, are
     * left out. Costs a request for each 1,000 keys below the prefix, or below what comes before the first special character
     * of a pattern; the keys found are kept in memory.
     *
     * @throws SourceException if the store refuses, or there is no such object
     * @throws IllegalArgumentException if it is not a pattern
     */
    public static List<S3Address> objects(S3Store store, S3Address address) {
        if (!isSeveral(address)) {
            return List.of(address);
        }
        int special = firstSpecial(address.key());
        List<String> keys = keys(store, address, prefixOf(address));
        if (special >= 0 && !keys.contains(address.key())) {
            Predicate<String> matcher = matcher(address.key());
            keys.removeIf(key -> !matcher.test(key));
        } else if (special >= 0) {
            keys = List.of(address.key()); // an object of that very name wins
        }
        if (keys.isEmpty()) {
            throw new SourceException("There is no object " + (special < 0 ? "below " : "that matches ")
                    + address.name() + ". Check the bucket and the key, in which case matters.");
        }
        return keys.stream().map(address::withKey).toList();
    }

    /** What the keys begin with that are listed. */
    static String prefixOf(S3Address address) {
        int special = firstSpecial(address.key());
        return special < 0 ? address.key() : address.key().substring(0, special);
    }

    private static List<String> keys(S3Store store, S3Address address, String prefix) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(address.bucket()).prefix(prefix);
        if (store.options().requesterPays()) {
            request.requestPayer(RequestPayer.REQUESTER);
        }
        List<String> keys = new ArrayList<>();
        try {
            for (S3Object object :
                    store.client().listObjectsV2Paginator(request.build()).contents()) {
                if (!object.key().endsWith("/")) {
                    keys.add(object.key());
                }
            }
        } catch (SdkException e) {
            throw Failures.of(e, address);
        }
        keys.sort(null);
        return keys;
    }

    /** Java's {@code **}{@code /} wants at least one directory, that of shells none. */
    private static Predicate<String> matcher(String pattern) {
        List<PathMatcher> matchers;
        try {
            matchers = Stream.of(pattern, pattern.replace("**/", ""))
                    .distinct()
                    .map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text))
                    .toList();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    Excerpt.of(pattern) + " is not a pattern: " + e.getDescription()
                            + ". Write one such as data/*.csv.",
                    e);
        }
        return key -> {
            try {
                Path path = Path.of(key);
                return matchers.stream().anyMatch(matcher -> matcher.matches(path));
            } catch (InvalidPathException e) {
                return false; // no name of a file, so none that a pattern of files would match
            }
        };
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
