package io.github.leat.s3;

import io.github.leat.core.rate.Ticker;
import io.github.leat.testkit.server.S3Server;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Buckets of the tests' server. */
final class TestStore {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    static {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
    }

    private TestStore() {}

    static S3Options options(URI endpoint) {
        return new S3Options(Optional.of(endpoint), Optional.of(Region.US_EAST_1), Optional.empty(), false);
    }

    static S3Store open() {
        return S3Store.open(options(S3Server.start().endpoint()));
    }

    /** Through another address, with a clock that does not wait. */
    static S3Store open(URI endpoint, Ticker ticker) {
        return S3Store.open(options(endpoint)).ticker(ticker);
    }

    static String newBucket(S3Store store) {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        store.client().createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    static String newVersionedBucket(S3Store store) {
        String bucket = newBucket(store);
        store.client()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    static void put(S3Store store, String bucket, String key, byte[] content) {
        store.client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }
}
