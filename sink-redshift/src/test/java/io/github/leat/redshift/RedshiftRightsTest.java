package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.Permission;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.redshift.data.CallFault;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan names is what a load sends: to the Data API just that, to S3 nothing else (all of it: S3RightsTest). */
class RedshiftRightsTest {
    @TempDir
    Path directory = Path.of("");

    private Path file() throws Exception {
        return Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ada\n2,Grace\n");
    }

    private Privileges privileges(RedshiftSink sink) throws Exception {
        return sink.privileges(
                        Load.from(FileSource.of(file()))
                                .into(sink)
                                .plan()
                                .sinkPlan()
                                .schema(),
                        Optional.of("loader"))
                .orElseThrow();
    }

    private static Set<String> actions(Privileges privileges, String service) {
        Set<String> actions = new TreeSet<>();
        for (Permission permission : privileges.permissions()) {
            if (permission.holder().isEmpty()) {
                permission.actions().stream()
                        .filter(action -> action.startsWith(service))
                        .forEach(actions::add);
            }
        }
        return actions;
    }

    @Test
    void theDataApiIsAskedForJustWhatIsNamed() throws Exception {
        try (Warehouse warehouse = Warehouse.open()) {
            RedshiftSink sink = warehouse.sink(Way.DATA_API).table("people");
            Set<String> sent = new ConcurrentSkipListSet<>();
            warehouse.data().faults((operation, sqls) -> {
                sent.add("redshift-data:" + operation);
                return CallFault.NONE;
            });
            Privileges planned = privileges(sink);
            assertThat(Load.from(FileSource.of(file())).into(sink).run().outcome())
                    .isEqualTo(LoadOutcome.COMPLETED);
            warehouse.data().faults((operation, sqls) -> {
                sent.add("redshift-data:" + operation);
                return operation.equals("DescribeStatement") ? CallFault.EXPIRED_TOKEN : CallFault.NONE;
            });
            assertThatThrownBy(() -> Load.from(FileSource.of(file())).into(sink).run())
                    .isInstanceOf(LoadException.class);
            assertThat(sent).isEqualTo(actions(planned, "redshift-data:"));
            assertThat(actions(planned, "redshift-serverless:")).containsExactly("redshift-serverless:GetCredentials");
        }
    }

    @Test
    void ofS3NothingElseIsAskedFor() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.to(S3Server.start().endpoint().getPort(), head -> WireFault.none());
                Warehouse warehouse = Warehouse.through(proxy.endpoint())) {
            RedshiftSink sink = warehouse.sink().table("people");
            Privileges planned = privileges(sink);
            assertThat(Load.from(FileSource.of(file())).into(sink).run().outcome())
                    .isEqualTo(LoadOutcome.COMPLETED);
            Set<String> sent = new TreeSet<>();
            proxy.requests().forEach(head -> sent.add(actionOf(head)));
            assertThat(sent).isNotEmpty().isSubsetOf(actions(planned, "s3:"));
            assertThat(planned.permissions())
                    .filteredOn(permission -> permission.holder().equals(Warehouse.ROLE))
                    .flatExtracting(Permission::actions)
                    .containsExactly("s3:GetObject", "s3:ListBucket");
        }
    }

    private static String actionOf(String head) {
        String line = head.lines().findFirst().orElse("");
        String method = line.substring(0, line.indexOf(' '));
        if (line.matches("GET /[^/? ]+/?(\\?\\S*)? .*")) {
            return line.contains("uploads") ? "s3:ListBucketMultipartUploads" : "s3:ListBucket";
        }
        if (line.matches("POST /[^/? ]+/?\\?(\\S*&)?delete\\b.*")) {
            return "s3:DeleteObject";
        }
        return switch (method) {
            case "GET", "HEAD" -> "s3:GetObject";
            case "PUT", "POST" -> "s3:PutObject";
            case "DELETE" -> line.contains("uploadId=") ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
            default -> throw new AssertionError(line);
        };
    }

    @Test
    void whatTheUserMakesNeedsNoGrantAndWhatOthersMadeDoes() throws Exception {
        try (Warehouse warehouse = Warehouse.open()) {
            RedshiftSink sink = warehouse.sink().table("people").key("id").mode(WriteMode.UPSERT);
            assertThat(privileges(sink).grants())
                    .extracting(Grant::statement)
                    .hasSize(2)
                    .allSatisfy(statement -> assertThat(statement).contains(" ON SCHEMA ", " TO \"loader\""));
            assertThat(Load.from(FileSource.of(file())).into(sink).run().outcome())
                    .isEqualTo(LoadOutcome.COMPLETED);
            assertThat(privileges(sink).grants())
                    .extracting(Grant::statement)
                    .anyMatch(statement -> statement.matches("GRANT SELECT, INSERT, UPDATE, DELETE ON .*\"people\" .*"))
                    .anyMatch(statement -> statement.matches("GRANT .* ON .*\"_leat_ledger\" .*"))
                    .anyMatch(statement -> statement.matches("GRANT .* ON .*\"_leat_refused\" .*"));
        }
    }
}
