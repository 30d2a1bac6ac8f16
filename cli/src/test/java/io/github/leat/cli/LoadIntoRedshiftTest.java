package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.server.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** {@code leat load FILE --into redshift:…} as a script would run it, into a rehearsed cluster. */
class LoadIntoRedshiftTest {
    private static final String BUCKET = "cli-redshift";

    @TempDir
    Path directory = Path.of("");

    @Test
    void loadsUpdatesRejectsAndRedrives() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        S3Options options = new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.US_EAST_1), Optional.empty(), false);
        try (S3Store store = S3Store.open(options);
                RehearsalCluster cluster =
                        RehearsalCluster.start(S3Server.start().endpoint())) {
            store.client().createBucket(request -> request.bucket(BUCKET));
            loads(
                    cluster,
                    "redshift://localhost:" + cluster.port() + "/postgres?user=postgres&staging=s3://" + BUCKET
                            + "/leat&s3-endpoint=" + S3Server.start().endpoint()
                            + "&iamRole=arn:aws:iam::123456789012:role/copy&compression=zstd");
            assertThat(store.client()
                            .listObjectsV2(request -> request.bucket(BUCKET))
                            .contents())
                    .isEmpty();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    private void loads(RehearsalCluster cluster, String target) throws Exception {
        CommandRun leat = new CommandRun(directory);
        Path file = directory.resolve("prices.csv");
        Files.writeString(file, "id,town,price\n1,Gitega,1.50\n2,,2.25\n3,Ngozi,3.00\n");
        CommandRun.Result dry = leat.run("load", "prices.csv", "--into", target, "--key", "id,town", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out() + dry.err()).contains("CREATE TABLE", "_leat_ledger", "COPY ", "MERGE INTO ");
        CommandRun.Result first = leat.run("load", "prices.csv", "--into", target, "--key", "id,town");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("read 3 · written 3").doesNotContain("WARN");
        CommandRun.Result again = leat.run("load", "prices.csv", "--into", target, "--key", "id,town");
        assertThat(again.code()).as(again.err()).isEqualTo(5);

        Files.writeString(file, "id,town,price\n2,,9.75\n4,Muyinga,cheap\n5,Rutana,5.00\n");
        CommandRun.Result update =
                leat.run("load", "prices.csv", "--into", target, "--key", "id,town", "--types", "price=DECIMAL(10,2)");
        assertThat(update.code()).as(update.err()).isEqualTo(3);
        assertThat(cluster.server().texts("SELECT id, town, price FROM prices ORDER BY id"))
                .containsExactly("1|Gitega|1.50", "2|null|9.75", "3|Ngozi|3.00", "5|Rutana|5.00");

        Path rejects = directory.resolve("prices.rejects.csv");
        Files.writeString(rejects, Files.readString(rejects).replace("Muyinga,cheap", "Muyinga,4.00"));
        CommandRun.Result redrive = leat.run("redrive", "prices.rejects.csv", "--into", target, "--key", "id,town");
        assertThat(redrive.code()).as(redrive.err()).isZero();
        assertThat(cluster.server().texts("SELECT price FROM prices WHERE id = 4"))
                .containsExactly("4.00");

        CommandRun.Result wrong = leat.run(
                "load",
                "prices.csv",
                "--table",
                "p2",
                "--into",
                target.replace("/postgres?", "/nowhere?password=geheim&"));
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err()).contains("nowhere").doesNotContain("geheim");
    }
}
