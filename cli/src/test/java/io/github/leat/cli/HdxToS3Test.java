package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.server.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies of a catalogue's files below a prefix of a real S3 server. */
class HdxToS3Test {
    private static final URI ENDPOINT = S3Server.start().endpoint();
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    Path directory = Path.of("");

    private final String bucket = "copies-" + BUCKETS.incrementAndGet();
    private final String to = "s3://" + bucket + "/hdx?endpoint=" + ENDPOINT + "&region=us-east-1";
    private HttpFaultServer server;
    private S3Client client;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        server = HttpFaultServer.start();
        client = S3Client.builder()
                .endpointOverride(ENDPOINT)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test-secret")))
                .build();
        client.createBucket(request -> request.bucket(bucket));
        server.serve("/f/events.csv", Served.csv("id,n\nA1,3\nA2,4\n"));
        server.serve("/f/prices.csv", Served.csv("id,price\nP1,1.5\n"));
        catalogue("2025-01-15T08:31:51.970130");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private void catalogue(String pricesModified) {
        server.serve(
                "/api/3/action/package_show",
                Served.csv("{\"success\": true, \"result\": {\"id\": \"d1\", \"name\": \"food\", \"title\": \"Food\","
                                + " \"groups\": [], \"tags\": [], \"resources\": ["
                                + resource("r1", "events.csv", "2025-01-15T08:31:51.970130") + ", "
                                + resource("r2", "prices.csv", pricesModified) + "]}}")
                        .plain());
    }

    private String resource(String id, String file, String modified) {
        return "{\"id\": \"" + id + "\", \"name\": \"" + file + "\", \"format\": \"CSV\", \"url\": \""
                + server.address("/f/" + file) + "\", \"url_type\": \"upload\", \"size\": null, \"hash\": \"\","
                + " \"last_modified\": \"" + modified + "\"}";
    }

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory)
                .environment(Map.of("LEAT_HDX_URL", server.address("").toString()))
                .run(arguments);
    }

    private String copy(String file) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key("hdx/food/" + file))
                .asUtf8String();
    }

    @Test
    void whatIsNewerIsFetchedAndNothingElse() {
        CommandRun.Result first = run("hdx", "sync", "food", "--to", to);
        assertThat(first.err()).contains("2 files: 2 fetched, 0 unchanged, 0 left out, 0 failed");
        assertThat(first.code()).isZero();
        assertThat(copy("events.csv")).isEqualTo("id,n\nA1,3\nA2,4\n");

        server.forget();
        assertThat(run("hdx", "sync", "food", "--to", to).code()).isEqualTo(5);
        assertThat(server.requests()).hasSize(1);

        server.serve("/f/prices.csv", Served.csv("id,price\nP1,1.7\n"));
        catalogue("2025-02-01T00:00:00");
        server.forget();
        CommandRun.Result newer = run("hdx", "sync", "food", "--to", to);
        assertThat(newer.err()).contains("2 files: 1 fetched, 1 unchanged, 0 left out, 0 failed");
        assertThat(server.requests("/f/events.csv")).isEmpty();
        assertThat(copy("prices.csv")).isEqualTo("id,price\nP1,1.7\n");
        assertThat(copy("events.csv")).isEqualTo("id,n\nA1,3\nA2,4\n");
    }

    @Test
    void aBucketThatIsNotThereIsSaid() {
        CommandRun.Result result = run("hdx", "sync", "food", "--to", to.replace(bucket, "no-such-bucket"));
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("no-such-bucket").doesNotContain("Exception");
    }
}
