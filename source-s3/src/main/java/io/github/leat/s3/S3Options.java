package io.github.leat.s3;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * How a store is reached. What is empty is found by the SDK: the endpoint by {@code AWS_ENDPOINT_URL_S3}, {@code
 * AWS_ENDPOINT_URL} or the profile, the region by {@code AWS_REGION}, the profile or the machine it runs on. Immutable.
 *
 * @param endpoint another store than that of AWS, such as {@code http://localhost:9000}
 * @param region of the bucket; with an endpoint and nothing else that tells, us-east-1
 * @param pathStyle whether the bucket stands in the path rather than in the host's name; empty: true if an endpoint is given
 *     here or in the environment, which is what stores other than AWS mostly want
 * @param requesterPays whether who reads agrees to pay for it, as some public buckets ask
 */
public record S3Options(
        Optional<URI> endpoint, Optional<Region> region, Optional<Boolean> pathStyle, boolean requesterPays) {
    private static final S3Options DEFAULTS =
            new S3Options(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * Checks the endpoint.
     *
     * @throws IllegalArgumentException if it is not an address of HTTP, or holds a user
     */
    public S3Options {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(pathStyle, "pathStyle");
        endpoint.ifPresent(S3Options::requireHttp);
    }

    private static void requireHttp(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The endpoint must be an address such as https://s3.example.org, without a"
                            + " user; credentials come from the environment or the profile.");
        }
    }

    /** Everything as the SDK finds it. */
    public static S3Options defaults() {
        return DEFAULTS;
    }
}
