package io.github.leat.emr;

import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.control.EmrServer;
import io.github.leat.testkit.server.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** An account with an application, a cluster and a bucket whose objects keep their versions, so that a second upload shows. */
final class EmrAccount implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/leat-job";

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    final EmrServer server;
    final ManualTicker ticker = new ManualTicker();
    final String bucket = "emr-" + BUCKETS.incrementAndGet();
    final EmrJobs serverless;
    final EmrJobs cluster;
    private final S3Store store;

    EmrAccount() throws IOException {
        System.setProperty("aws.accessKeyId", EmrServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", EmrServer.SECRET);
        server = EmrServer.start();
        server.application("00app1");
        server.cluster("j-CRISIS", "s3n://" + bucket + "/cluster-logs/");
        server.cluster("j-SILENT", "");
        store = S3Store.open(new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.EU_CENTRAL_1), Optional.empty(), false));
        store.client().createBucket(request -> request.bucket(bucket));
        store.client()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        serverless = jobs(new EmrPlace.Application("00app1"));
        cluster = jobs(new EmrPlace.Cluster("j-CRISIS"));
    }

    EmrJobs jobs(EmrPlace place) {
        return EmrJobs.builder(place)
                .region(Region.EU_CENTRAL_1)
                .endpoint(server.endpoint())
                .storeEndpoint(S3Server.start().endpoint())
                .ticker(ticker)
                .random(new Random(1))
                .build();
    }

    S3Address upload() {
        return S3Address.of(bucket, "leat/");
    }

    EmrSubmission submission(Path jar) {
        return new EmrSubmission(
                "events",
                new AppJar.Local(jar),
                upload(),
                List.of("s3://data/events/*.csv", "--into", "dynamodb:events", "--key", "id"),
                Optional.of(ROLE),
                Workers.DEFAULT);
    }

    /** A jar that looks like the application from outside, unlike one of another content. */
    static Path jar(Path directory, String content) throws IOException {
        Path file = directory.resolve("app-" + content + ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry main = new ZipEntry(EmrSubmission.MAIN_CLASS.replace('.', '/') + ".class");
            main.setTime(0); // the same jar whenever it is made
            zip.putNextEntry(main);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }

    void put(String key, String text) {
        store.client()
                .putObject(
                        request -> request.bucket(bucket).key(key),
                        RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    void putCompressed(String key, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        store.client()
                .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes.toByteArray()));
    }

    /** The keys of all versions of all objects: one that was put twice is there twice. */
    List<String> versions() {
        return store.client().listObjectVersions(request -> request.bucket(bucket)).versions().stream()
                .map(ObjectVersion::key)
                .toList();
    }

    static String text(EmrLog log) throws IOException {
        try (var in = log.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        serverless.close();
        cluster.close();
        store.close();
        server.close();
    }
}
