package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.ByteSource;
import io.github.leat.testkit.SourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of sources, kept by objects in a bucket that keeps no versions. */
class S3SourceContractTest extends SourceContract {
    private static final S3Store STORE = TestStore.open();
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = TestStore.newBucket(STORE);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected void store(String name, byte[] content) {
        TestStore.put(STORE, bucket, name, content);
    }

    @Override
    protected ByteSource source(String name) {
        return S3Source.of(STORE, S3Address.of(bucket, name)).rangeBytes(64 << 10);
    }

    @Override
    protected void remove(String name) {
        if (STORE.client()
                        .getBucketVersioning(request -> request.bucket(bucket))
                        .status()
                != null) {
            STORE.client()
                    .listObjectVersions(request -> request.bucket(bucket).prefix(name))
                    .versions()
                    .forEach(version -> STORE.client()
                            .deleteObject(
                                    request -> request.bucket(bucket).key(name).versionId(version.versionId())));
        } else {
            STORE.client().deleteObject(request -> request.bucket(bucket).key(name));
        }
    }

    @Test
    void anObjectThatWasReplacedOrRemovedIsNotCurrent() {
        store("current.csv", new byte[] {'a'});
        ByteSource source = source("current.csv");
        assertThat(source.isCurrent()).isTrue();
        store("current.csv", new byte[] {'b'});
        assertThat(source.isCurrent()).isFalse();
        assertThat(source("current.csv").isCurrent()).isTrue();
        remove("current.csv");
        assertThat(source.isCurrent()).isFalse();
    }
}
