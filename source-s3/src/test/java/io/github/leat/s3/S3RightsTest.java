package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.Permission;
import io.github.leat.core.rate.Ticker;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The rights that are named are those of the requests that are sent: none is missing, and none is too many. */
class S3RightsTest {
    private static final S3Store STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    /** The action that S3 asks for each request (service authorization reference of Amazon S3). */
    static String actionOf(String head) {
        String line = head.lines().findFirst().orElse("");
        boolean isOfBucket = line.matches("\\w+ /[^/? ]+/?(\\?\\S*)? .*");
        String method = line.substring(0, line.indexOf(' '));
        if (isOfBucket && method.equals("GET")) {
            return line.matches("\\S+ \\S*[?&]uploads\\b.*") ? "s3:ListBucketMultipartUploads" : "s3:ListBucket";
        }
        if (isOfBucket && method.equals("POST") && line.matches("\\S+ \\S*[?&]delete\\b.*")) {
            return "s3:DeleteObject";
        }
        boolean isUpload = line.contains("uploadId=");
        return switch (method) {
            case "GET", "HEAD" -> line.contains("versionId=") ? "s3:GetObjectVersion" : "s3:GetObject";
            case "PUT", "POST" -> "s3:PutObject";
            case "DELETE" -> isUpload ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
            default -> throw new AssertionError(line);
        };
    }

    private static FaultyProxy proxy() {
        return FaultyProxy.to(S3Server.start().endpoint().getPort(), head -> WireFault.none());
    }

    private static Set<String> sent(FaultyProxy proxy) {
        Set<String> actions = new TreeSet<>();
        proxy.requests().forEach(head -> actions.add(actionOf(head)));
        return actions;
    }

    private static Set<String> actions(Collection<Permission> permissions) {
        Set<String> actions = new TreeSet<>();
        permissions.forEach(permission -> actions.addAll(permission.actions()));
        return actions;
    }

    private static S3Source read(S3Store store, S3Address address) throws Exception {
        S3Source source = S3Source.of(store, address);
        try (InputStream in = source.open(0)) {
            in.readAllBytes();
        }
        assertThat(source.isCurrent()).isTrue();
        return source;
    }

    @Test
    void readingAnObjectNeedsJustThat() throws Exception {
        String bucket = TestStore.newBucket(STORE);
        TestStore.put(STORE, bucket, "in/a*.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
        try (FaultyProxy proxy = proxy();
                S3Store store = TestStore.open(proxy.endpoint(), Ticker.system())) {
            S3Source source = read(store, S3Address.of(bucket, "in/a*.csv"));
            Permission needed = S3Rights.ofReading(source);
            assertThat(sent(proxy)).isEqualTo(Set.of("s3:GetObject")).isEqualTo(actions(List.of(needed)));
            assertThat(needed.resources()).containsExactly("arn:aws:s3:::" + bucket + "/in/a${*}.csv");
        }
    }

    @Test
    void inABucketWithVersionsTheCurrentOneIsReadAsOne() throws Exception {
        String bucket = TestStore.newVersionedBucket(STORE);
        TestStore.put(STORE, bucket, "a.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
        try (FaultyProxy proxy = proxy();
                S3Store store = TestStore.open(proxy.endpoint(), Ticker.system())) {
            S3Source source = read(store, S3Address.of(bucket, "a.csv"));
            assertThat(sent(proxy))
                    .isEqualTo(Set.of("s3:GetObject", "s3:GetObjectVersion"))
                    .isEqualTo(actions(List.of(S3Rights.ofReading(source))));
        }
        String version = S3Source.of(STORE, S3Address.of(bucket, "a.csv"))
                .address()
                .versionId()
                .orElseThrow();
        try (FaultyProxy proxy = proxy();
                S3Store store = TestStore.open(proxy.endpoint(), Ticker.system())) {
            S3Source source = read(store, S3Address.parse("s3://" + bucket + "/a.csv?version-id=" + version));
            assertThat(sent(proxy))
                    .isEqualTo(Set.of("s3:GetObjectVersion"))
                    .isEqualTo(actions(List.of(S3Rights.ofReading(source))));
        }
    }

    @Test
    void severalObjectsAreListed() throws Exception {
        String bucket = TestStore.newBucket(STORE);
        TestStore.put(STORE, bucket, "in/a.csv", new byte[] {'a'});
        try (FaultyProxy proxy = proxy();
                S3Store store = TestStore.open(proxy.endpoint(), Ticker.system())) {
            S3Address address = S3Address.of(bucket, "in/*.csv");
            S3Listing.objects(store, address);
            Permission needed = S3Rights.ofListing(address).orElseThrow();
            assertThat(sent(proxy)).isEqualTo(actions(List.of(needed)));
            assertThat(needed.resources()).containsExactly("arn:aws:s3:::" + bucket);
            assertThat(needed.prefixes()).containsExactly("in/*");
            assertThat(S3Rights.ofListing(S3Address.of(bucket, "in/a.csv"))).isEmpty();
            assertThat(S3Rights.ofListing(S3Address.of(bucket, ""))
                            .orElseThrow()
                            .prefixes())
                    .isEmpty();
        }
    }

    @Test
    void stagingWritesListsAndRemoves() throws Exception {
        String bucket = TestStore.newBucket(STORE);
        try (FaultyProxy proxy = proxy();
                S3Store store = TestStore.open(proxy.endpoint(), Ticker.system())) {
            S3Landing landing = S3Landing.in(store).partBytes(S3Landing.LEAST_PART_BYTES);
            S3Address prefix = S3Address.of(bucket, "staging/");
            try (S3Upload upload = landing.replace(prefix.withKey("staging/large"))) {
                upload.write(new byte[S3Landing.LEAST_PART_BYTES + 1]);
                upload.complete();
            }
            try (S3Upload upload = landing.replace(prefix.withKey("staging/given-up"))) {
                upload.write(new byte[S3Landing.LEAST_PART_BYTES + 1]);
            }
            read(store, prefix.withKey("staging/large"));
            landing.clear(prefix);
            assertThat(sent(proxy)).isEqualTo(actions(S3Rights.ofStaging(prefix)));
        }
    }
}
