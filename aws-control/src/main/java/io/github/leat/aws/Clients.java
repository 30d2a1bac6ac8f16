package io.github.leat.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** How clients of control planes are made: the SDK's smallest HTTP client, and no retries but those of {@link Caller}. */
public final class Clients {
    private Clients() {}

    /** Sets up the builder of a client. */
    public static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B configured(
            B builder, Optional<Region> region, Optional<URI> endpoint) {
        region.ifPresent(builder::region);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    /**
     * The address as it was given.
     *
     * @throws IllegalArgumentException if it is not an address of HTTP
     */
    public static URI endpoint(URI address, String example) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).startsWith("http")) {
            throw new IllegalArgumentException("The endpoint must be an address such as " + example + ".");
        }
        return address;
    }
}
