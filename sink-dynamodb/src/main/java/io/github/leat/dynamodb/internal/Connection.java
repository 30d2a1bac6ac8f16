package io.github.leat.dynamodb.internal;

import io.github.leat.core.PermanentSinkException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Two clients of one server: one for items, whose failures the load hears of at once, since it alone retries; and a steady one for
 * the few requests about tables and the ledger, which the SDK retries. Thread-safe.
 *
 * @param items without retries
 * @param steady with the SDK's standard retries, six attempts with full jitter
 * @param http what both use; empty if the caller made the clients
 */
record Connection(DynamoDbClient items, DynamoDbClient steady, Optional<SdkHttpClient> http) implements AutoCloseable {
    private static final int STEADY_ATTEMPTS = 6;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** The caller's client, for everything; the caller closes it. */
    static Connection of(DynamoDbClient client) {
        return new Connection(client, client, Optional.empty());
    }

    /** @throws PermanentSinkException if no region is set anywhere */
    static Connection open(Optional<URI> endpoint, Optional<String> region) {
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ANSWER)
                .build();
        try {
            RetryStrategy steady = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(STEADY_ATTEMPTS)
                    .build();
            return new Connection(
                    client(http, endpoint, region, AwsRetryStrategy.doNotRetry()),
                    client(http, endpoint, region, steady),
                    Optional.of(http));
        } catch (SdkClientException e) {
            http.close();
            throw new PermanentSinkException(
                    "DynamoDB cannot be reached: no region is set. Say which with ?region=… in the target, AWS_REGION or the"
                            + " profile.",
                    e);
        }
    }

    private static DynamoDbClient client(
            SdkHttpClient http, Optional<URI> endpoint, Optional<String> region, RetryStrategy retries) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClient(http)
                .overrideConfiguration(settings -> settings.retryStrategy(retries));
        endpoint.ifPresent(builder::endpointOverride);
        region.map(Region::of).or(() -> endpoint.map(any -> regionOfAny())).ifPresent(builder::region);
        endpoint.filter(Connection::isThisMachine).ifPresent(any -> builder.credentialsProvider(anyCredentials()));
        return builder.build();
    }

    private static Region regionOfAny() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1; // servers with an address of their own take any
        }
    }

    private static boolean isThisMachine(URI endpoint) {
        String host = String.valueOf(endpoint.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** A server on this machine takes any credentials, so that none have to be set to try one. */
    private static AwsCredentialsProvider anyCredentials() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")));
    }

    /** The region of its requests; {@code *} if the client does not tell. */
    String region() {
        Region region = steady.serviceClientConfiguration().region();
        return region == null ? "*" : region.id();
    }

    @Override
    public void close() {
        if (http.isPresent()) {
            items.close();
            steady.close();
            http.get().close();
        }
    }
}
