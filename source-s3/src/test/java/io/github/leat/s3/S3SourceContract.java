package io.github.leat.s3;

import io.github.leat.core.io.ByteSource;
import io.github.leat.testkit.SourceContract;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of sources, kept by objects in a bucket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3SourceContract extends SourceContract {
    private final S3Store store = TestStore.open();
    private final String bucket;

    S3SourceContract(Function<S3Store, String> newBucket) {
        this.bucket = newBucket.apply(store);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Override
    protected void store(String name, byte[] content) {
        TestStore.put(store, bucket, name, content);
    }

    @Override
    protected ByteSource source(String name) {
        return S3Source.of(store, S3Address.of(bucket, name)).rangeBytes(64 << 10);
    }

    @Override
    protected void remove(String name) {
        if (store.client()
                        .getBucketVersioning(request -> request.bucket(bucket))
                        .status()
                == null) {
            store.client().deleteObject(request -> request.bucket(bucket).key(name));
            return;
        }
        store.client()
                .listObjectVersions(request -> request.bucket(bucket).prefix(name))
                .versions()
                .forEach(version -> store.client()
                        .deleteObject(
                                request -> request.bucket(bucket).key(name).versionId(version.versionId())));
    }
}
