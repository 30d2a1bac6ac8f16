package io.github.leat.s3;

import io.github.leat.core.SourceException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.s3.internal.Failures;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A connection to a store: the SDK's client, and what is asked for with every request. To be kept and shared: making one
 * costs some hundred milliseconds. Thread-safe.
 */
public final class S3Store implements AutoCloseable {
    private final S3Client client;
    private final S3Options options;
    private final Ticker ticker;
    private final boolean owned;

    private S3Store(S3Client client, S3Options options, Ticker ticker, boolean owned) {
        this.client = client;
        this.options = options;
        this.ticker = ticker;
        this.owned = owned;
    }

    /**
     * A store reached by the JDK's HTTP client, the smallest one of the SDK.
     *
     * @throws SourceException if no region is set anywhere
     */
    public static S3Store open(S3Options options) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // ranges have no checksum of their own to compare with
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .forcePathStyle(options.pathStyle().orElse(hasEndpoint(options)));
        options.endpoint().ifPresent(builder::endpointOverride);
        region(options).ifPresent(builder::region);
        try {
            return new S3Store(builder.build(), options, Ticker.system(), true);
        } catch (SdkClientException e) {
            throw Failures.noRegion(e);
        }
    }

    private static boolean hasEndpoint(S3Options options) {
        return options.endpoint().isPresent()
                || Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").anyMatch(name -> System.getenv(name) != null)
                || Stream.of("aws.endpointUrlS3", "aws.endpointUrl").anyMatch(name -> System.getProperty(name) != null);
    }

    private static Optional<Region> region(S3Options options) {
        if (options.region().isPresent() || !hasEndpoint(options)) {
            return options.region();
        }
        try {
            return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkClientException e) {
            return Optional.of(Region.US_EAST_1); // stores with an address of their own take any
        }
    }

    /**
     * A store reached by a client that the caller made, for example with another HTTP client or other credentials, and that
     * the caller closes. Of the options only {@code requesterPays} counts.
     */
    public static S3Store of(S3Client client, S3Options options) {
        return new S3Store(Objects.requireNonNull(client, "client"), options, Ticker.system(), false);
    }

    /** The same store with another clock for its waits, for tests. */
    public S3Store ticker(Ticker value) {
        return new S3Store(client, options, value, owned);
    }

    /** The client. */
    public S3Client client() {
        return client;
    }

    /** How the store is reached. */
    public S3Options options() {
        return options;
    }

    /** The clock for waits. */
    public Ticker ticker() {
        return ticker;
    }

    /** Closes the client, unless the caller made it. */
    @Override
    public void close() {
        if (owned) {
            client.close();
        }
    }
}
