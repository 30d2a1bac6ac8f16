package io.github.leat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.Permission;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan names for IAM is what loads send: no action is missing, and none is too many. */
final class RightsTest {
    private static final Pattern TARGET = Pattern.compile("(?im)^X-Amz-Target:\\s*DynamoDB_\\d+\\.(\\w+)");
    private static @Nullable DynaliteServer server;

    @TempDir
    Path directory = Path.of("");

    @BeforeAll
    static void start() {
        DynaliteServer.assumeAvailable();
        server = DynaliteServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static FaultyProxy proxy() {
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        return FaultyProxy.to(server.endpoint().getPort(), head -> WireFault.none());
    }

    private static DynamoDbSink sink(FaultyProxy proxy, String table) {
        return DynamoDbSink.table(table)
                .endpoint(proxy.endpoint())
                .region("eu-west-1")
                .ledger(table + "-ledger")
                .key("id");
    }

    private static Set<String> sent(FaultyProxy proxy) {
        Set<String> actions = new TreeSet<>();
        for (String head : proxy.requests()) {
            Matcher target = TARGET.matcher(head);
            assertThat(target.find()).as(head).isTrue();
            actions.add("dynamodb:" + target.group(1));
        }
        return actions;
    }

    private Path file(int version, String text) throws Exception {
        Path file = Files.writeString(directory.resolve("events.csv"), text);
        return Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version)));
    }

    private static Set<String> actions(Collection<Permission> permissions, Predicate<Permission> which) {
        Set<String> actions = new TreeSet<>();
        permissions.stream().filter(which).forEach(permission -> actions.addAll(permission.actions()));
        return actions;
    }

    private static List<Permission> permissions(DynamoDbSink sink, Path file) throws Exception {
        return sink.privileges(
                        Load.from(FileSource.of(file))
                                .into(sink)
                                .plan()
                                .sinkPlan()
                                .schema(),
                        Optional.empty())
                .orElseThrow()
                .permissions();
    }

    @Test
    void aPutLoadSendsWhatIsNamed() throws Exception {
        Path file = file(1, "id,code,at\na,1,2026-01-01\nb,2,2026-01-02\n");
        List<Permission> planned;
        try (FaultyProxy plans = proxy()) {
            planned = permissions(sink(plans, "puts").expireBy("at").mode(WriteMode.UPSERT), file);
        }
        assertThat(planned)
                .flatExtracting(Permission::resources)
                .containsOnly(
                        "arn:aws:dynamodb:eu-west-1:*:table/puts", "arn:aws:dynamodb:eu-west-1:*:table/puts-ledger");
        try (FaultyProxy proxy = proxy()) {
            load(file, sink(proxy, "puts").expireBy("at").mode(WriteMode.UPSERT));
            assertThat(sent(proxy)).isEqualTo(actions(planned, permission -> true));
        }
        Path next = file(2, "id,code,at\na,3,2026-01-01\n");
        try (FaultyProxy proxy = proxy()) {
            DynamoDbSink sink = sink(proxy, "puts").expireBy("at").mode(WriteMode.UPSERT);
            load(next, sink);
            Set<String> needed = sent(proxy);
            assertThat(needed).isEqualTo(actions(permissions(sink, next), permission -> true));
            assertThat(needed).isEqualTo(actions(planned, permission -> !permission.isForFirst()));
        }
    }

    @Test
    void aConditionalLoadPutsEachItem() throws Exception {
        Path file = file(1, "id,code\na,1\n");
        try (FaultyProxy proxy = proxy()) {
            DynamoDbSink sink = sink(proxy, "conditional").mode(WriteMode.INSERT_NEW);
            List<Permission> planned = permissions(sink, file);
            load(file, sink);
            assertThat(sent(proxy))
                    .isEqualTo(actions(planned, permission -> true))
                    .doesNotContain("dynamodb:BatchWriteItem");
        }
    }

    private static void load(Path file, DynamoDbSink sink) throws Exception {
        assertThat(Load.from(FileSource.of(file)).into(sink).run().outcome()).isEqualTo(LoadOutcome.COMPLETED);
    }
}
