package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.server.PostgresServer;
import io.github.leat.testkit.server.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;

/** The least privileges that {@code leat load --dry-run} prints. */
class PlanPrivilegesTest {
    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void credentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
    }

    @AfterEach
    void noCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    private void write(String name) throws Exception {
        Files.writeString(directory.resolve(name), "id,name\n1,Ada\n");
    }

    private static Map<String, @Nullable Object> privileges(CommandRun.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return JsonTree.object(JsonTree.object(JsonTree.parse(result.out())).get("privileges"));
    }

    @Test
    void aPlanIntoPostgresPrintsGrantsThatDo() throws Exception {
        write("people.csv");
        PostgresServer server = PostgresServer.newSchema();
        server.run("CREATE ROLE cli_loader LOGIN");
        String[] plan = {
            "load", "people.csv", "--into", server.url(), "--dry-run", "--grant-to", "cli_loader", "--key", "id"
        };
        CommandRun.Result text = run(plan);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.err())
                .contains("least privileges:", "GRANT USAGE ON SCHEMA \"" + server.schema() + "\" TO \"cli_loader\";");

        String[] asJson = Arrays.copyOf(plan, plan.length + 1);
        asJson[plan.length] = "--json";
        Map<String, @Nullable Object> privileges = privileges(run(asJson));
        assertThat(privileges).containsEntry("grantee", "\"cli_loader\"").containsEntry("policies", List.of());
        List<@Nullable Object> grants = JsonTree.array(privileges.get("grants"));
        assertThat(grants).hasSize(2);
        grants.forEach(grant -> server.run(String.valueOf(JsonTree.object(grant).get("statement"))));
        CommandRun.Result loaded = run(
                "load",
                "people.csv",
                "--into",
                server.url().replace("user=postgres", "user=cli_loader"),
                "--key",
                "id");
        assertThat(loaded.code()).as(loaded.err()).isZero();
    }

    @Test
    void objectsOfS3AreInAPolicy() throws Exception {
        String endpoint = S3Server.start().endpoint().toString();
        S3Options options = new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.US_EAST_1), Optional.empty(), false);
        try (S3Store store = S3Store.open(options)) {
            store.client().createBucket(request -> request.bucket("plan-privileges"));
            store.client()
                    .putObject(
                            request -> request.bucket("plan-privileges").key("in/people.csv"),
                            RequestBody.fromString("id,name\n1,Ada\n"));
            CommandRun.Result result =
                    run("load", "s3://plan-privileges/in/*.csv?endpoint=" + endpoint, "--dry-run", "--json");
            assertThat(privileges(result)).containsEntry("grantee", null).containsEntry("grants", List.of());
            assertThat(result.out().replaceAll("\\s+", ""))
                    .contains(
                            "\"policies\":[{\"holder\":null,\"firstOnly\":false,\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":["
                                    + "{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::plan-privileges\"],"
                                    + "\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"in/*\"]}}},"
                                    + "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::plan-privileges/in/people.csv\"]}]}}]");
        }
    }

    @Test
    void aFileOfDuckDbNeedsNone() throws Exception {
        write("people.csv");
        CommandRun.Result text = run("load", "people.csv", "--dry-run");
        assertThat(text.err()).doesNotContain("least privileges");
        CommandRun.Result json = run("load", "people.csv", "--dry-run", "--json");
        assertThat(JsonTree.object(JsonTree.parse(json.out())))
                .containsEntry("outcome", "DRY_RUN")
                .containsEntry("verdict", "LOAD")
                .containsEntry("mode", "APPEND");
        assertThat(privileges(json)).containsEntry("grants", List.of());
        assertThat(JsonTree.array(JsonTree.object(JsonTree.parse(json.out())).get("statements")))
                .isNotEmpty();
    }

    @Test
    void whatIsAboutPlansGoesWithOne() throws Exception {
        write("people.csv");
        assertThat(run("load", "people.csv", "--json").code()).isEqualTo(2);
        assertThat(run("load", "people.csv", "--grant-to", "x").err()).contains("Add --dry-run");
    }
}
