package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.Load;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.server.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/s3.md, run against the tests' server. */
class PageExamplesTest {
    @TempDir
    Path directory = Path.of("");

    private final S3Options options = TestStore.options(S3Server.start().endpoint());

    @Test
    void objectsOfAPrefixAreLoaded() throws Exception {
        try (S3Store store = TestStore.open()) {
            store.client().createBucket(request -> request.bucket("my-bucket"));
            TestStore.put(store, "my-bucket", "in/a.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
            TestStore.put(store, "my-bucket", "in/b.csv", "id\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = directory.resolve("all.csv");
        loadAll(CsvSink.to(file));
        assertThat(Files.readString(file)).isEqualTo("id\n1\n2\n");
    }

    private void loadAll(Sink sink) {
        // docs: load
        try (S3Store store = S3Store.open(options)) {
            for (S3Address address : S3Listing.objects(store, S3Address.parse("s3://my-bucket/in/"))) {
                Load.from(S3Source.of(store, address)).into(sink).run();
            }
        }
        // docs: end
    }

    @Test
    void uploadsLand() throws Exception {
        try (S3Store store = TestStore.open()) {
            store.client().createBucket(request -> request.bucket("landing"));
            land(store, new ByteArrayInputStream("id\n1\n".getBytes(StandardCharsets.UTF_8)));
            try (InputStream in = S3Source.of(store, S3Address.parse("s3://landing/events.csv"))
                    .open(0)) {
                assertThat(in.readAllBytes()).asString().isEqualTo("id\n1\n");
            }
        }
    }

    private static void land(S3Store store, InputStream input) throws IOException {
        // docs: land
        try (S3Upload upload = S3Landing.in(store).create(S3Address.parse("s3://landing/events.csv"))) {
            input.transferTo(upload);
            upload.complete();
        }
        // docs: end
    }
}
