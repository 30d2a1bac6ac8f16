package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects of S3 through Hadoop's s3a, the file system that clusters have for them. */
class S3aTest {
    private static final String BUCKET = "spark-read";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void objectIsReadInPartsAsTheFileIs() throws IOException {
        SparkSession spark = LocalSpark.session();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        hadoop.set("fs.s3a.endpoint", S3Server.start().endpoint().toString());
        hadoop.set("fs.s3a.endpoint.region", "us-east-1");
        hadoop.set("fs.s3a.path.style.access", "true");
        hadoop.set("fs.s3a.access.key", "test");
        hadoop.set("fs.s3a.secret.key", "test");
        hadoop.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = 0; i < 3_000; i++) {
            text.append(i)
                    .append(",\"note\nof ")
                    .append(i)
                    .append("\",")
                    .append(i % 100)
                    .append('\n');
        }
        Path file = Files.writeString(directory.resolve("events.csv"), text);
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(BUCKET));
            client.putObject(request -> request.bucket(BUCKET).key("day=1/events.csv"), file);
        }
        // docs: read
        Dataset<Row> data = spark.read()
                .format("leat")
                .option("splitBytes", "20000")
                .option("lineage", "true")
                .load("s3a://" + BUCKET + "/day=*/*.csv");
        // docs: end
        assertThat(data.javaRDD().getNumPartitions()).isGreaterThan(3);
        assertThat(RowSet.of(data.select("id", "note", "n"), true))
                .isEqualTo(OneMachine.load(file, directory, true, load -> load).rows());
        Row origin = data.select("_leat_source", "_leat_version").distinct().first();
        assertThat(origin.getString(0)).isEqualTo("s3://" + BUCKET + "/day=1/events.csv");
        assertThat(origin.getString(1)).contains("/"); // time and ETag
    }

    private static S3Client client() {
        return S3Client.builder()
                .endpointOverride(S3Server.start().endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
