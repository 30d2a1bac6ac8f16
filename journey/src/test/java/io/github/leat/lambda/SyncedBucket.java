package io.github.leat.lambda;

import io.github.leat.s3.S3Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The bucket that keeps versions, as the template has it; tells what was written to it, which the test's server does not. */
final class SyncedBucket {
    private final String bucket;
    private final Map<String, String> seen = new TreeMap<>();
    private int sequencer = 0x10;

    SyncedBucket(String bucket) {
        this.bucket = bucket;
        try (S3Store store = Surroundings.store()) {
            store.client()
                    .putBucketVersioning(request -> request.bucket(bucket)
                            .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }
    }

    /** Events of all that was written below {@code in/} since the last call, by key. */
    Map<String, String> newEvents() {
        List<ObjectVersion> versions = new ArrayList<>();
        try (S3Store store = Surroundings.store()) {
            versions.addAll(store.client()
                    .listObjectVersions(request -> request.bucket(bucket).prefix("in/"))
                    .versions());
        }
        Map<String, String> events = new TreeMap<>();
        for (ObjectVersion version : versions) {
            if (version.isLatest() && !version.versionId().equals(seen.put(version.key(), version.versionId()))) {
                events.put(version.key(), event(version));
            }
        }
        return events;
    }

    /** As S3 sends it: user guide, "Event message structure", read 2026-11. */
    private String event(ObjectVersion version) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventTime":"%s",\
                "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},\
                "requestParameters":{"sourceIPAddress":"127.0.0.1"},"responseElements":{},\
                "s3":{"s3SchemaVersion":"1.0","configurationId":"uploads","bucket":{"name":"%s",\
                "ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::%s"},\
                "object":{"key":"%s","size":%d,"eTag":"%s","versionId":"%s","sequencer":"%016X"}}}]}""".formatted(
                        version.lastModified(),
                        bucket,
                        bucket,
                        URLEncoder.encode(version.key(), StandardCharsets.UTF_8),
                        version.size(),
                        version.eTag().replace("\"", ""),
                        version.versionId(),
                        sequencer++);
    }
}
