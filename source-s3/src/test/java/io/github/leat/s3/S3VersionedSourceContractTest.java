package io.github.leat.s3;

/** In a bucket that keeps versions. */
class S3VersionedSourceContractTest extends S3SourceContract {
    S3VersionedSourceContractTest() {
        super(TestStore::newVersionedBucket);
    }
}
