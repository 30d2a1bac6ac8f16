package io.github.leat.redshift;

import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.redshift.data.DataApiServer;
import io.github.leat.testkit.server.S3Server;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A rehearsed cluster and a staging prefix, of one test alone. */
final class Warehouse implements AutoCloseable {
    static final String BUCKET = "staging-bucket";
    static final String ROLE = "arn:aws:iam::123456789012:role/copy";

    /** The driver warns of the version 8.0.2 at each connection; kept, since loggers are forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.jdbc");

    private static @Nullable S3Client client;

    static {
        DRIVER.setLevel(Level.SEVERE);
    }

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private static final BackoffStrategy BRIEFLY =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(5), Duration.ofMillis(40));

    private final RehearsalCluster cluster;
    private final S3Address prefix;
    private final S3Store store;
    private @Nullable DataApiServer data;
    private @Nullable RedshiftDataClient dataClient;

    private Warehouse(RehearsalCluster cluster, S3Address prefix, S3Store store) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.store = store;
    }

    static Warehouse open() {
        return through(S3Server.start().endpoint());
    }

    /** One that writes parts through another address of the store, such as a proxy's. */
    static Warehouse through(URI address) {
        URI endpoint = S3Server.start().endpoint();
        S3Client plain = client(endpoint);
        S3Address prefix = S3Address.of(BUCKET, UUID.randomUUID() + "/");
        S3Store store = S3Store.of(address.equals(endpoint) ? plain : build(address), S3Options.defaults());
        return new Warehouse(RehearsalCluster.start(endpoint), prefix, store);
    }

    private static synchronized S3Client client(URI endpoint) {
        S3Client made = client;
        if (made == null) {
            made = build(endpoint);
            made.createBucket(request -> request.bucket(BUCKET));
            client = made;
        }
        return made;
    }

    private static S3Client build(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(Warehouse::waitBriefly)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The SDK tries again as often as it does; but what runs on this machine need not be spared for seconds. */
    private static void waitBriefly(ClientOverrideConfiguration.Builder client) {
        client.retryStrategy(retries -> retries.backoffStrategy(BRIEFLY).throttlingBackoffStrategy(BRIEFLY));
    }

    RehearsalCluster cluster() {
        return cluster;
    }

    RedshiftSink sink(Way way) {
        return way == Way.JDBC ? sink() : sinkByDataApi();
    }

    /** The Data API before the cluster; started when it is first asked for. */
    synchronized DataApiServer data() {
        DataApiServer started = data;
        if (started == null) {
            started = DataApiServer.before(cluster);
            data = started;
        }
        return started;
    }

    private RedshiftSink sinkByDataApi() {
        return RedshiftSink.of(DataApi.workgroup("wg", "postgres"), dataClient(), prefix, ROLE)
                .store(store, prefix, ROLE);
    }

    private synchronized RedshiftDataClient dataClient() {
        RedshiftDataClient made = dataClient;
        if (made == null) {
            made = RedshiftDataClient.builder()
                    .endpointOverride(data().endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(CREDENTIALS)
                    .overrideConfiguration(Warehouse::waitBriefly)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            dataClient = made;
        }
        return made;
    }

    RedshiftSink sink() {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("sslmode", "disable");
        return RedshiftSink.of("localhost", cluster.port(), "postgres", properties, prefix, ROLE)
                .store(store, prefix, ROLE);
    }

    /** The address that the command line takes. */
    String address() {
        return address(Way.JDBC);
    }

    String address(Way way) {
        String place = way == Way.JDBC
                ? "redshift://localhost:" + cluster.port() + "/postgres?user=postgres&sslmode=disable"
                : "redshift-data://wg/postgres?region=us-east-1&endpoint=" + data().endpoint();
        return place + "&staging=s3://" + BUCKET + "/" + prefix.key() + "&s3-endpoint="
                + S3Server.start().endpoint() + "&iamRole=" + ROLE;
    }

    /** Keys of what stands on the staging prefix. */
    List<String> objects() {
        return client(S3Server.start().endpoint())
                .listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix.key()))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    void put(String key) {
        client(S3Server.start().endpoint())
                .putObject(
                        request -> request.bucket(BUCKET).key(prefix.key() + key),
                        RequestBody.fromString("what a dead load left"));
    }

    /** Removes an object by its whole key. */
    void remove(String key) {
        client(S3Server.start().endpoint())
                .deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    /** The text of an object by its address. */
    String text(String address) {
        S3Address object = S3Address.parse(address);
        return client(S3Server.start().endpoint())
                .getObjectAsBytes(request -> request.bucket(object.bucket()).key(object.key()))
                .asUtf8String();
    }

    /** Bytes of what stands on the staging prefix, by the end of the key. */
    List<Long> sizesOfParts() {
        return client(S3Server.start().endpoint())
                .listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix.key()))
                .contents()
                .stream()
                .filter(object -> object.key().contains("/part-"))
                .map(S3Object::size)
                .toList();
    }

    Optional<List<Map<String, @Nullable String>>> rows(String table) {
        return cluster.server().rows(table.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        if (data != null) {
            data.close();
        }
        if (dataClient != null) {
            dataClient.close();
        }
        cluster.close();
    }
}
