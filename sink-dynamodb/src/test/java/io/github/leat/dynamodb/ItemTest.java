package io.github.leat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.StreamSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records become, and which are rejected. */
class ItemTest {
    private static DynaliteServer server;
    private static TableReading reading;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        DynaliteServer.assumeAvailable();
        server = DynaliteServer.start();
        reading = new TableReading(server.endpoint());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            reading.close();
            server.close();
        }
    }

    private static DynamoDbSink sink(String table) {
        return DynamoDbSink.table(table).endpoint(server.endpoint()).region("us-east-1");
    }

    private LoadReport load(DynamoDbSink sink, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Load.from(StreamSource.of(name, new ByteArrayInputStream(bytes)))
                .into(sink)
                .deadLetters(DeadLetters.toFile(directory.resolve(name + ".rejects.csv")))
                .run();
    }

    @Test
    void typesNullsSetsBytesMapsAndExpiry() {
        DynamoDbSink sink = sink("kinds")
                .key("country", "id")
                .mode(WriteMode.UPSERT)
                .nested()
                .textSet("tags", ";")
                .binary("raw")
                .expireBy("until");
        load(
                sink,
                "kinds.csv",
                "country,id,geo.lat,geo.lon,tags,raw,until,ok\nBDI,1,-3.50,29.9,a; b;a,aGk=,2026-01-02,true\nBDI,2,,1.0,,,,false\n");
        TableReading.Found item = reading.item("kinds", "id", "1");
        assertThat(item.get("country").s()).isEqualTo("BDI");
        assertThat(item.get("id").n()).isEqualTo("1");
        assertThat(new TableReading.Found(item.get("geo").m()).get("lat").n()).isEqualTo("-3.5");
        assertThat(item.get("tags").ss()).containsExactlyInAnyOrder("a", "b");
        assertThat(item.get("raw").b().asUtf8String()).isEqualTo("hi");
        assertThat(item.get("until").n()).isEqualTo("1767312000");
        assertThat(item.get("ok").bool()).isTrue();
        TableReading.Found sparse = reading.item("kinds", "id", "2");
        assertThat(sparse.attributes()).doesNotContainKeys("tags", "raw", "until");
        assertThat(sparse.get("geo").m()).containsOnlyKeys("lon");
    }

    @Test
    void nullsMayBeWrittenAndKeysMadeByATemplate() {
        DynamoDbSink sink = sink("templates")
                .key("place={country}#{adm1}", "id")
                .nulls(Nulls.NULL)
                .mode(WriteMode.UPSERT);
        load(sink, "templates.csv", "country,adm1,id,note\nBDI,Gitega,1,\nBDI,,2,x\n");
        assertThat(reading.items("templates").orElseThrow())
                .extracting(item -> new TableReading.Found(item).get("place").s())
                .containsExactlyInAnyOrder("BDI#Gitega", "BDI#");
        assertThat(reading.item("templates", "id", "1").get("note").nul()).isTrue();
    }

    @Test
    void whatCannotBeAnItemIsRejectedAndTheRestGoesOn() {
        String huge = "x".repeat(401 * 1024);
        LoadReport report = load(
                sink("refused").key("id").mode(WriteMode.UPSERT),
                "refused.csv",
                "id,text\na,fine\n,no key\nb," + huge + "\nc,fine\n");
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.counts()).isEqualTo(new RecordCounts(4, 2, 0, 2, 0));
        assertThat(report.rejects())
                .containsOnly(Map.entry(RejectCode.NULL_NOT_ALLOWED, 1L), Map.entry(RejectCode.VALUE_TOO_LARGE, 1L));
        assertThat(reading.itemsBy("id", "refused")).containsOnlyKeys("a", "c");
    }

    @Test
    void anIndexOfLessCapacityIsWhatALoadIsChargedBy() {
        reading.createWithIndex("numbers", 1_000);
        try (DynamoDbProxy proxy = DynamoDbProxy.before(server, ProxySetup.steady())) {
            LoadReport report = load(
                    sink("numbers")
                            .endpoint(proxy.endpoint())
                            .mode(WriteMode.UPSERT)
                            .key("id"),
                    "numbers.csv",
                    "id,year\na,2020\nb,\nc,2021\n");
            assertThat(report.counts()).isEqualTo(new RecordCounts(3, 3, 0, 0, 0));
            // two items are in the index, each unit of which is worth two of the table
            assertThat(report.cost()).as("by how many requests there were").isBetween(4L, 5L);
        }
    }

    @Test
    void theFirstOrTheLargestMayWin() {
        String text = "id,stamp,v\n1,5,a\n1,9,b\n2,1,c\n1,7,d\n";
        load(sink("first").key("id").mode(WriteMode.UPSERT).duplicates(Duplicates.KEEP_FIRST), "first.csv", text);
        assertThat(reading.item("first", "id", "1").get("v").s()).isEqualTo("a");
        LoadReport report = load(
                sink("largest").key("id").mode(WriteMode.UPSERT).duplicates(Duplicates.keepMax("stamp")),
                "largest.csv",
                text);
        assertThat(reading.item("largest", "id", "1").get("v").s()).isEqualTo("b");
        assertThat(report.counts()).isEqualTo(new RecordCounts(4, 2, 2, 0, 0));
    }

    @Test
    void anOlderVersionIsNotWrittenOverANewerOne() {
        DynamoDbSink sink = sink("versions").key("id").mode(WriteMode.UPSERT).versionBy("stamp");
        load(sink, "v1.csv", "id,stamp,v\n1,5,a\n2,5,b\n");
        LoadReport report = load(sink, "v2.csv", "id,stamp,v\n1,4,old\n2,6,new\n3,1,c\n");
        assertThat(report.counts()).isEqualTo(new RecordCounts(3, 2, 0, 0, 1));
        assertThat(reading.item("versions", "id", "1").get("v").s()).isEqualTo("a");
        assertThat(reading.item("versions", "id", "2").get("v").s()).isEqualTo("new");
    }

    @Test
    void aTableIsMadeWithIndexesAndBilling() {
        DynamoDbSink sink = DynamoDbSink.parse("dynamodb:made?endpoint=" + server.endpoint()
                        + "&region=us-east-1&billing=provisioned:200&index=by_year:year,id&partition=id")
                .mode(WriteMode.UPSERT);
        load(sink, "made.csv", "id,year\na,2020\n");
        var table = reading.client()
                .describeTable(request -> request.tableName("made"))
                .table();
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(200);
        assertThat(table.globalSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.keySchema())
                        .extracting(key -> key.attributeName())
                        .isEqualTo(List.of("year", "id")));
        assertThat(sink.capacity()).hasValue(200);
    }
}
