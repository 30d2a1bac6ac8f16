package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.redshift.data.CallFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is peculiar to the way by the Data API. */
class DataApiTest {
    private final Warehouse warehouse = Warehouse.open();

    @TempDir
    Path directory;

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
    }

    @AfterEach
    void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        assertThat(warehouse.objects()).as("what stays on S3").isEmpty();
        warehouse.close();
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("t.csv"), text);
    }

    private LoadReport load(Path file, RedshiftSink sink) {
        return Load.from(FileSource.of(file))
                .into(sink.table("t"))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .ticker(new ManualTicker())
                .run();
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameToken() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        warehouse
                .data()
                .faults((operation, sqls) ->
                        operation.equals("BatchExecuteStatement") && lost.incrementAndGet() % 2 == 1
                                ? CallFault.LOSE_ANSWER
                                : CallFault.NONE);
        LoadReport report = load(file("id\n1\n2\n"), warehouse.sink(Way.DATA_API));
        assertThat(report.counts()).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        long sent = warehouse.data().calls().stream()
                .filter(call -> call.endsWith("ExecuteStatement"))
                .count();
        assertThat(sent).isEqualTo(warehouse.data().runs() + (lost.get() + 1) / 2);
        assertThat(lost.get()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatChangesMoreThanABatchTakesIsDoneInSeveral() throws Exception {
        List<Integer> columns = IntStream.range(0, 50).boxed().toList();
        String header = columns.stream().map(i -> "Column No. " + i).collect(Collectors.joining(","));
        String numbers = columns.stream().map(i -> "1").collect(Collectors.joining(","));
        String texts = columns.stream().map(i -> "x").collect(Collectors.joining(","));
        Path file = file(header + "\n" + numbers + "\n");
        assertThat(load(file, warehouse.sink(Way.DATA_API)).counts().written()).isEqualTo(1);
        assertThat(warehouse
                        .cluster()
                        .server()
                        .texts("SELECT count(*) FROM pg_description WHERE objoid = CAST('t' AS regclass)"))
                .containsExactly("50");
        Files.writeString(file, header + "\n" + texts + "\n");
        assertThat(load(file, warehouse.sink(Way.DATA_API)).counts().written()).isEqualTo(1);
        assertThat(warehouse.cluster().server().texts("SELECT column_no_0, column_no_49 FROM t ORDER BY 1"))
                .containsExactly("1|1", "x|x");
    }

    @Test
    void manyRefusedRecordsAreReadPageByPage() throws Exception {
        warehouse.cluster().server().run("CREATE TABLE t (id bigint, score real)");
        StringBuilder text = new StringBuilder("id,score\n");
        for (int i = 0; i < 130; i++) {
            text.append(i).append(i % 2 == 0 ? ",1e300\n" : ",0.5\n");
        }
        LoadReport report = load(file(text.toString()), warehouse.sink(Way.DATA_API));
        assertThat(report.counts()).isEqualTo(new RecordCounts(130, 65, 0, 65, 0));
    }

    @Test
    void namesWithQuotesAndBackslashesComeThrough() throws Exception {
        Path strange = Files.writeString(directory.resolve("it's \\ \"strange\" :name ?.csv"), "a\n1\n");
        for (Way way : Way.values()) {
            assertThat(load(strange, warehouse.sink(way).mode(WriteMode.REPLACE))
                            .counts()
                            .read())
                    .isEqualTo(way == Way.JDBC ? 1 : 0);
        }
        assertThat(warehouse.cluster().server().texts("SELECT source_name FROM _leat_ledger"))
                .containsExactly(FileSource.of(strange).name());
    }

    @Test
    void aStatementLongerThanTheServiceTakesIsSaidBefore() throws Exception {
        String header = IntStream.range(0, 1_500)
                .mapToObj(i -> "a_column_with_a_rather_long_name_of_some_sixty_characters_no_" + i)
                .collect(Collectors.joining(","));
        Path file = file(header + "\n" + ",".repeat(1_499) + "\n");
        assertThatThrownBy(() -> load(file, warehouse.sink(Way.DATA_API)))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("takes 100000")
                .hasMessageContaining("over JDBC");
    }

    @Test
    void clustersWorkgroupsUsersAndSecretsGoOverTheWire() throws Exception {
        Path file = file("id\n1\n");
        String cluster = warehouse.address(Way.DATA_API).replace("redshift-data://wg/", "redshift-data://cl/");
        RedshiftSink.parse(cluster + "&kind=cluster").table("t").plan(Schema.of(Column.of("id", ColumnType.LONG)));
        assertThatThrownBy(() -> DataApi.workgroup("wg", "db").dbUser("u"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workgroup");
        assertThatThrownBy(() -> RedshiftSink.parse(cluster + "&password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() ->
                        load(file, RedshiftSink.parse(cluster.replace("/postgres?", "/nowhere?") + "&db-user=loader")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("nowhere");
    }
}
