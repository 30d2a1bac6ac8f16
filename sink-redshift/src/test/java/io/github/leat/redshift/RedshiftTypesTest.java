package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New columns and what is in them. */
class RedshiftTypesTest {
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
        warehouse.close();
    }

    private LoadReport load(String text, RedshiftSink sink) throws Exception {
        Path file = Files.writeString(directory.resolve("t.csv"), text);
        return Load.from(FileSource.of(file))
                .into(sink.table("t"))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .run();
    }

    private List<String> texts(String sql) {
        return warehouse.cluster().server().texts(sql);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void jsonBecomesSuper(WriteMode mode) throws Exception {
        RedshiftSink sink = warehouse.sink().jsonColumns("payload").mode(mode);
        sink = mode == WriteMode.APPEND ? sink : sink.key("id");
        String first = "id,payload\n1,\"{\"\"a\"\": [1, 2]}\"\n2,\n3,\"{\"\"a\"\": 1\"\n";
        LoadReport report = load(first, sink);
        assertThat(report.counts()).isEqualTo(new RecordCounts(3, 2, 0, 1, 0));
        assertThat(report.rejects()).containsExactly(Map.entry(RejectCode.CONVERSION, 1L));
        assertThat(texts("SELECT id, payload -> 'a' ->> 1 FROM t ORDER BY id")).containsExactly("1|2", "2|null");
        load("id,payload\n1,\"[true]\"\n4,12.5\n", warehouse.sink().key("id").mode(WriteMode.UPSERT));
        assertThat(texts("SELECT payload FROM t WHERE id IN (1, 4) ORDER BY id"))
                .containsExactly("[true]", "12.5");
    }

    @Test
    void superIsNoKey() {
        assertThatThrownBy(() -> load(
                        "id,payload\n1,\"{}\"\n",
                        warehouse.sink().jsonColumns("payload").key("payload").mode(WriteMode.UPSERT)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("SUPER");
    }

    @Test
    void encodingsAreOfNewColumns() throws Exception {
        String address = warehouse.address() + "&encode=id:az64,name:zstd&distkey=id&sortkey=id,name";
        load("id,name\n1,Ada\n", RedshiftSink.parse(address));
        assertThat(warehouse.cluster().statements())
                .anyMatch(
                        sql -> sql.endsWith("\"t\" (\"id\" bigint ENCODE az64, \"name\" character varying(65535) ENCODE"
                                + " zstd) DISTKEY (\"id\") SORTKEY (\"id\", \"name\")"));
        assertThatThrownBy(() -> warehouse.sink().encode("id", "brotli"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytedict");
        assertThatThrownBy(() -> load("id\n2\n", warehouse.sink().encode("nome", "raw")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"nome\"");
    }

    @Test
    void namesOfSystemColumnsGetAnUnderscore() throws Exception {
        String text = "oid,xmin,ctid,tableoid\n1,2,a,b\n";
        RedshiftSink sink = warehouse.sink().key("oid").mode(WriteMode.UPSERT);
        assertThat(load(text, sink).counts().written()).isEqualTo(1);
        load("oid,xmin,ctid,tableoid\n1,3,c,d\n", sink);
        assertThat(texts("SELECT oid_, xmin_, ctid_, tableoid_ FROM t")).containsExactly("1|3|c|d");
        assertThat(
                        texts(
                                "SELECT description FROM pg_description WHERE objoid = CAST('t' AS regclass) ORDER BY objsubid"))
                .containsExactly("oid", "xmin", "ctid", "tableoid");
        assertThatThrownBy(() -> load("oid,oid_\n1,2\n", warehouse.sink()))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("are one to Redshift");
    }

    @Test
    void aClusterWithSlicesIsAskedForThem() throws Exception {
        warehouse.cluster().slices(6);
        load("id\n1\n", warehouse.sink());
        assertThat(warehouse.cluster().statements()).contains("SELECT count(*) FROM stv_slices");
    }
}
