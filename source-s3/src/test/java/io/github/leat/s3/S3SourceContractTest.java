package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.ByteSource;
import org.junit.jupiter.api.Test;

/** In a bucket that keeps no versions. */
class S3SourceContractTest extends S3SourceContract {
    S3SourceContractTest() {
        super(TestStore::newBucket);
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
