package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3LandingTest {
    private static final S3Store STORE = TestStore.open();
    private static final S3Landing LANDING = S3Landing.in(STORE).partBytes(S3Landing.LEAST_PART_BYTES);
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = TestStore.newBucket(STORE);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(String key) throws IOException {
        try (InputStream in = S3Source.of(STORE, S3Address.of(bucket, key)).open(0)) {
            return in.readAllBytes();
        }
    }

    private static List<String> keys(String prefix) {
        return STORE.client().listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static boolean hasOpenUploads() {
        return !STORE.client()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .isEmpty();
    }

    @Test
    void objectsOfAllSizesComeBack() throws IOException {
        for (int size : new int[] {0, 10, 5 << 20, (5 << 20) + 1, 12_000_000}) {
            byte[] content = bytes(size);
            String key = "size/" + size;
            try (S3Upload upload = LANDING.replace(S3Address.of(bucket, key))) {
                upload.write(content);
                assertThat(keys(key)).isEmpty();
                upload.complete();
                assertThat(upload.sizeInBytes()).isEqualTo(size);
            }
            assertThat(read(key)).isEqualTo(content);
        }
    }

    @Test
    void anUploadThatIsNotCompleteLeavesNothing() throws IOException {
        try (S3Upload upload = LANDING.replace(S3Address.of(bucket, "aborted/a"))) {
            upload.write(bytes(11_000_000));
        }
        assertThat(keys("aborted/")).isEmpty();
        assertThat(hasOpenUploads()).isFalse();
    }

    @Test
    void anUploadThatFailsLeavesNothing() {
        try (FaultyProxy proxy = FaultyProxy.to(
                        S3Server.start().port(),
                        head -> head.contains("partNumber=2")
                                ? WireFault.error(403, "AccessDenied")
                                : WireFault.none());
                S3Store store = TestStore.open(proxy.endpoint(), new ManualTicker());
                S3Upload upload = S3Landing.in(store)
                        .partBytes(S3Landing.LEAST_PART_BYTES)
                        .replace(S3Address.of(bucket, "failed/a"))) {
            SinkException failure = catchThrowableOfType(SinkException.class, () -> upload.write(bytes(16_000_000)));
            assertThat(failure).isInstanceOf(PermanentSinkException.class).hasMessageContaining("s3:PutObject");
        }
        assertThat(keys("failed/")).isEmpty();
        assertThat(hasOpenUploads()).isFalse();
    }

    @Test
    void aClearedPrefixHasNeitherObjectsNorOpenUploads() throws IOException {
        for (String key : List.of("clear/me/a", "clear/me/deep/b", "clear/mean")) {
            try (S3Upload upload = LANDING.replace(S3Address.of(bucket, key))) {
                upload.write(bytes(10));
                upload.complete();
            }
        }
        try (S3Upload open = LANDING.replace(S3Address.of(bucket, "clear/me/open"))) {
            open.write(bytes(11_000_000));
            assertThat(hasOpenUploads()).isTrue();
            LANDING.clear(S3Address.of(bucket, "clear/me/"));
            assertThat(hasOpenUploads()).isFalse();
        }
        assertThat(keys("clear/")).containsExactly("clear/mean");
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> LANDING.clear(S3Address.of(bucket, "clear/me"))))
                .hasMessageContaining("end with /");
    }

    @Test
    void createDoesNotReplace() throws IOException {
        for (int size : new int[] {10, 6_000_000}) {
            S3Address address = S3Address.of(bucket, "create/" + size);
            try (S3Upload first = LANDING.create(address);
                    S3Upload second = LANDING.create(address)) {
                first.write(bytes(size));
                second.write(bytes(size + 1));
                first.complete();
                SinkException failure = catchThrowableOfType(SinkException.class, second::complete);
                assertThat(failure).hasMessageContaining("was not written");
                assertThat(S3Failure.behind(failure).orElseThrow().kind()).isEqualTo(S3Failure.Kind.CHANGED);
            }
            if (size == 10) { // this server, unlike S3, removes the object with the upload that was refused
                assertThat(read("create/" + size)).isEqualTo(bytes(size));
            }
        }
        assertThat(hasOpenUploads()).isFalse();
    }

    @Test
    void replaceIfReplacesOnlyWhatWasSeen() throws IOException {
        S3Address address = S3Address.of(bucket, "if/a");
        TestStore.put(STORE, bucket, "if/a", bytes(10));
        String seen = S3Source.of(STORE, address).eTag();
        try (S3Upload upload = LANDING.replaceIf(address, seen)) {
            upload.write(bytes(11));
            upload.complete();
        }
        try (S3Upload upload = LANDING.replaceIf(address, seen)) {
            upload.write(bytes(12));
            assertThat(catchThrowableOfType(SinkException.class, upload::complete))
                    .isNotNull();
        }
        assertThat(read("if/a")).isEqualTo(bytes(11));
    }

    @Test
    void partsHoldAllRecordsInOrder() throws IOException {
        ByteArrayOutputStream generated = new ByteArrayOutputStream();
        CsvGenerator.builder(CsvShape.ACLED).seed(3).bytes(2_000_000).build().writeTo(generated);
        for (boolean gzip : new boolean[] {false, true}) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            List<S3Parts.Part> parts;
            long records = 0;
            try (CsvReader reader =
                            CsvReader.builder().build("a.csv", new ByteArrayInputStream(generated.toByteArray()));
                    S3Parts writing = new S3Parts(
                            LANDING, S3Address.of(bucket, "parts-" + gzip + "/"), CsvFormat.rfc4180(), 700_000, gzip)) {
                RecordBatch batch;
                while ((batch = reader.read()) != null) {
                    batch.encodeTo(expected, CsvFormat.rfc4180());
                    records += batch.size();
                    writing.write(batch);
                }
                parts = writing.complete();
            }
            assertThat(parts).hasSizeGreaterThan(2);
            assertThat(parts.stream().mapToLong(S3Parts.Part::records).sum()).isEqualTo(records);
            ByteArrayOutputStream found = new ByteArrayOutputStream();
            for (S3Parts.Part part : parts) {
                byte[] stored = read(part.address().key());
                assertThat(stored).hasSize((int) part.sizeInBytes());
                found.writeBytes(gzip ? new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes() : stored);
            }
            assertThat(found.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void partsThatAreNotCompleteAreRemoved() throws IOException {
        try (CsvReader reader = CsvReader.builder()
                        .build("a.csv", new ByteArrayInputStream("id\n1\n2\n".getBytes(StandardCharsets.UTF_8)));
                S3Parts writing =
                        new S3Parts(LANDING, S3Address.of(bucket, "unfinished/"), CsvFormat.rfc4180(), 1, false)) {
            RecordBatch batch = Objects.requireNonNull(reader.read());
            writing.write(batch);
            assertThat(keys("unfinished/")).hasSize(1);
        }
        assertThat(keys("unfinished/")).isEmpty();
    }
}
