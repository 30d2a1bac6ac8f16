package io.github.leat.redshift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.server.S3Server;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** How many objects there are, and that each record is in one of them. */
class PartSetTest {
    private static final Schema SCHEMA = Schema.of(Column.of("x", ColumnType.TEXT));
    private static final int BATCHES = 30;
    private static final int BATCH = 100;

    private static List<Long> numbers(S3Client client, S3Address part) throws Exception {
        try (InputStream in = new GZIPInputStream(
                client.getObject(request -> request.bucket(part.bucket()).key(part.key())))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
                    .toList();
        }
    }

    @Test
    void fullPartsEndTogetherAndOthersBegin() throws Exception {
        try (S3Client client = S3Client.builder()
                .endpointOverride(S3Server.start().endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String bucket = "parts-" + UUID.randomUUID();
            client.createBucket(request -> request.bucket(bucket));
            Staging staging =
                    Staging.in(S3Store.of(client, S3Options.defaults()), S3Address.of(bucket, "p/"), "default");
            BatchBuilder records = BatchBuilder.of("x.csv", SCHEMA);
            List<RecordBatch> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                for (int j = 0; j < BATCH; j++) {
                    records.add("text " + j);
                }
                batches.add(records.build());
            }
            long size = batches.get(0).sizeInBytes();
            PartSet parts = new PartSet(staging, "f/", PartCompression.GZIP, 2, "here", 2 * size, 5 * size);
            BitSet skipped = new BitSet();
            skipped.set(7);
            for (int i = 0; i < BATCHES; i++) {
                parts.write(batches.get(i), skipped, (long) i * BATCH);
            }
            List<StagedObject> sealed = parts.seal();
            assertThat(sealed)
                    .hasSizeBetween(6, 8)
                    .allMatch(object -> object.bytes() > 0 && !object.eTag().isEmpty());
            List<Long> found = new ArrayList<>();
            for (StagedObject object : sealed) {
                found.addAll(numbers(client, staging.at(object.key())));
            }
            assertThat(found)
                    .hasSize(BATCHES * (BATCH - 1))
                    .doesNotHaveDuplicates()
                    .doesNotContain(7L, 107L)
                    .contains(0L, 6L, 8L, (long) BATCHES * BATCH - 1);
            assertThat(parts.seal()).isEmpty();
        }
    }
}
