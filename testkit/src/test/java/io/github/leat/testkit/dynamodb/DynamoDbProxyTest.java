package io.github.leat.testkit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The proxy over the wire, with a server behind it and a clock that stands until a test moves it. */
class DynamoDbProxyTest {
    private static @Nullable DynaliteServer server;

    private final ManualTicker ticker = new ManualTicker();
    private String table = "";
    private @Nullable DynamoDbProxy proxy;

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

    @BeforeEach
    void name(TestInfo test) {
        table = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void close() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private RawDynamoDb client(ProxySetup setup) {
        assertThat(server).isNotNull();
        proxy = DynamoDbProxy.before(server.endpoint(), setup, ticker);
        return new RawDynamoDb(proxy.endpoint());
    }

    private RawDynamoDb client() {
        return client(ProxySetup.steady());
    }

    private DynamoDbProxy proxy() {
        assertThat(proxy).isNotNull();
        return proxy;
    }

    private String put(String key, int bytes) {
        return "{\"pk\":{\"S\":\"" + key + "\"},\"a\":{\"S\":\"" + "x".repeat(bytes - 3 - key.length()) + "\"}}";
    }

    private String batch(int from, int to, int bytes) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{ \"PutRequest\" : {\"Item\":" + put("k" + i, bytes) + "} }")
                .collect(Collectors.joining(
                        ",", "{\"ReturnConsumedCapacity\":\"TOTAL\",\"RequestItems\":{\"" + table + "\":[", "]}}"));
    }

    private String single(String rest) {
        return "{\"TableName\":\"" + table + "\",\"ReturnConsumedCapacity\":\"TOTAL\"," + rest + "}";
    }

    private long count(RawDynamoDb client) throws Exception {
        Map<String, Object> answer =
                Json.read(client.call("Scan", "{\"TableName\":\"" + table + "\",\"Select\":\"COUNT\"}")
                        .body()
                        .getBytes(StandardCharsets.UTF_8));
        return (long) Json.number(answer, "Count");
    }

    private static double units(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, Object> body = Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
        return Json.object(body, "ConsumedCapacity")
                .map(one -> Json.number(one, "CapacityUnits"))
                .orElseGet(() -> Json.objects(body, "ConsumedCapacity").stream()
                        .mapToDouble(one -> Json.number(one, "CapacityUnits"))
                        .sum());
    }

    @Test
    void whatABatchHasNoCapacityForComesBackUnprocessed() throws Exception {
        RawDynamoDb client = client();
        client.createTable(table, 45);

        HttpResponse<String> part = client.call("BatchWriteItem", batch(0, 25, 2000));
        assertThat(units(part)).isEqualTo(44);
        assertThat(part.body()).contains("\"k22\"", "\"k23\"", "\"k24\"").doesNotContain("\"k21\"");
        assertThat(count(client)).isEqualTo(22);

        HttpResponse<String> none = client.call("BatchWriteItem", batch(22, 25, 2000));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body())
                .contains(
                        "#ProvisionedThroughputExceededException",
                        "\"The level of configured provisioned throughput for the table was exceeded. ",
                        "\"ThrottlingReasons\":[{\"reason\":\"TableWriteProvisionedThroughputExceeded\"",
                        "table/" + table);

        ticker.advance(Duration.ofSeconds(1));
        assertThat(units(client.call("BatchWriteItem", batch(22, 25, 2000)))).isEqualTo(6);
        assertThat(count(client)).isEqualTo(25);
        CapacityRecord record = proxy().record(table);
        assertThat(record.total()).isEqualTo(50);
        assertThat(record.requests()).isEqualTo(3);
        assertThat(record.throttledRequests()).isEqualTo(2);
        assertThat(record.refusedRequests()).isEqualTo(1);
        assertThat(record.throttledItems()).isEqualTo(6);
    }

    @Test
    void aWriteIsChargedTheLargerOfTheItemBeforeAndAfter() throws Exception {
        RawDynamoDb client = client();
        client.createTable(table, 1000);
        assertThat(units(client.call("PutItem", single("\"Item\":" + put("k0", 3000)))))
                .isEqualTo(3);
        assertThat(units(client.call("PutItem", single("\"Item\":" + put("k0", 100)))))
                .isEqualTo(3);
        assertThat(units(client.call("PutItem", single("\"Item\":" + put("k0", 100)))))
                .isEqualTo(1);
        assertThat(units(client.call("BatchWriteItem", batch(0, 1, 4097)))).isEqualTo(5);
        assertThat(units(client.call("BatchWriteItem", batch(0, 1, 100)))).isEqualTo(5);
        String update = single("\"Key\":{\"pk\":{\"S\":\"k0\"}},\"UpdateExpression\":\"SET b = :b\","
                + "\"ExpressionAttributeValues\":{\":b\":{\"S\":\"" + "y".repeat(2000) + "\"}}");
        assertThat(units(client.call("UpdateItem", update))).isEqualTo(3);
        assertThat(units(client.call("UpdateItem", update))).isEqualTo(3);
        assertThat(units(client.call("DeleteItem", single("\"Key\":{\"pk\":{\"S\":\"k0\"}}"))))
                .isEqualTo(3);
        assertThat(units(client.call("DeleteItem", single("\"Key\":{\"pk\":{\"S\":\"k0\"}}"))))
                .isEqualTo(1);
        assertThat(proxy().record(table).total()).isEqualTo(3 + 3 + 1 + 5 + 5 + 3 + 3 + 3 + 1);
    }

    @Test
    void aFailedConditionIsChargedAndAnInvalidRequestIsNot() throws Exception {
        RawDynamoDb client = client();
        client.createTable(table, 1000);
        client.call("PutItem", single("\"Item\":" + put("k0", 3000)));
        HttpResponse<String> failed = client.call(
                "PutItem",
                single("\"Item\":" + put("k0", 100) + ",\"ConditionExpression\":\"attribute_not_exists(pk)\""));
        assertThat(failed.body()).contains("#ConditionalCheckFailedException");
        assertThat(proxy().record(table).total()).isEqualTo(6);

        assertThat(client.call("PutItem", single("\"Item\":{\"pk\":{\"N\":\"1\"}}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.call("PutItem", single("\"Item\":{\"a\":{\"N\":\"1\"}}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.call("BatchWriteItem", batch(0, 26, 100)).body()).contains("ValidationException");
        String twice =
                batch(0, 1, 100).replace("]}}", "," + batch(0, 1, 100).replaceAll("(?s).*:\\[(.*)]}}", "$1") + "]}}");
        assertThat(client.call("BatchWriteItem", twice).body()).contains("contains duplicates");
        assertThat(client.call("BatchWriteItem", "{nonsense").body()).contains("SerializationException");
        assertThat(client.call("BatchWriteItem", batch(0, 1, 410_000)).body()).contains("ValidationException");
        assertThat(proxy().record(table).total()).isEqualTo(6);
        assertThat(client.call("PutItem", single("\"Item\":{}").replace(table, "absent"))
                        .body())
                .contains("ResourceNotFoundException");
    }

    @Test
    void itemsThatWereThereBeforeTheProxyAreKnown() throws Exception {
        assertThat(server).isNotNull();
        RawDynamoDb direct = new RawDynamoDb(server.endpoint());
        direct.createTable(table, 1000);
        direct.call("PutItem", single("\"Item\":" + put("k0", 5000)));
        assertThat(units(client().call("BatchWriteItem", batch(0, 2, 100)))).isEqualTo(5 + 1);
    }

    private void createWithIndex(RawDynamoDb client, int units, int indexUnits) throws Exception {
        HttpResponse<String> answer = client.call("CreateTable", """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
                {"AttributeName":"g","AttributeType":"S"}],
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
                "GlobalSecondaryIndexes":[{"IndexName":"by_g","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["b"]},
                "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":%d}}],
                "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":%d}}""".formatted(table, indexUnits, units));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void anIndexIsChargedWhatChangesInIt() throws Exception {
        RawDynamoDb client = client();
        createWithIndex(client, 1000, 1000);
        String big = "\"b\":{\"S\":\"" + "x".repeat(1500) + "\"}";
        String put = "\"Item\":{\"pk\":{\"S\":\"k\"},%s\"c\":{\"S\":\"" + "y".repeat(3000) + "\"}}";
        // Without its key there is no entry; then one of 2 units; the same again; another attribute; another key; none.
        assertThat(units(client.call("PutItem", single(put.formatted(""))))).isEqualTo(3);
        assertThat(units(client.call("PutItem", single(put.formatted("\"g\":{\"S\":\"1\"}," + big + ",")))))
                .isEqualTo(5 + 2);
        assertThat(units(client.call("PutItem", single(put.formatted("\"g\":{\"S\":\"1\"}," + big + ",")))))
                .isEqualTo(5);
        assertThat(units(client.call("PutItem", single(put.formatted("\"g\":{\"S\":\"1\"},")))))
                .isEqualTo(5 + 2);
        assertThat(units(client.call("PutItem", single(put.formatted("\"g\":{\"S\":\"2\"},")))))
                .isEqualTo(3 + 2);
        HttpResponse<String> last =
                client.call("PutItem", single(put.formatted("")).replace("\"TOTAL\"", "\"INDEXES\""));
        assertThat(last.body())
                .contains(
                        "\"Table\":{\"CapacityUnits\":3.0}",
                        "\"GlobalSecondaryIndexes\":{\"by_g\":{\"CapacityUnits\":1.0}}");
        assertThat(proxy().record(table).total()).isEqualTo(3 + 5 + 5 + 5 + 3 + 3);
        assertThat(proxy().record(table, "by_g").total()).isEqualTo(2 + 2 + 2 + 1);
    }

    @Test
    void anIndexWithoutCapacityThrottlesItsTable() throws Exception {
        RawDynamoDb client = client();
        createWithIndex(client, 1000, 1);
        String item = "\"Item\":{\"pk\":{\"S\":\"%s\"},\"g\":{\"S\":\"1\"}}";
        assertThat(units(client.call("PutItem", single(item.formatted("a"))))).isEqualTo(2);
        assertThat(client.call("PutItem", single(item.formatted("b"))).body())
                .contains("IndexWriteProvisionedThroughputExceeded", "/index/by_g", "global secondary indexes");
        assertThat(proxy().record(table).total()).isEqualTo(1);
    }

    @Test
    void aLocalIndexIsChargedToItsTable() throws Exception {
        RawDynamoDb client = client();
        HttpResponse<String> created = client.call("CreateTable", """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
                {"AttributeName":"sk","AttributeType":"S"},{"AttributeName":"l","AttributeType":"S"}],
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
                "LocalSecondaryIndexes":[{"IndexName":"by_l","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},
                {"AttributeName":"l","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
                "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":5}}""".formatted(table));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        String put = "\"Item\":{\"pk\":{\"S\":\"k\"},\"sk\":{\"S\":\"%s\"},\"l\":{\"S\":\"1\"},\"a\":{\"S\":\""
                + "x".repeat(1500) + "\"}}";
        HttpResponse<String> first =
                client.call("PutItem", single(put.formatted("1")).replace("TOTAL", "INDEXES"));
        assertThat(first.body())
                .contains(
                        "\"CapacityUnits\":4.0,\"Table\":{\"CapacityUnits\":2.0}",
                        "\"LocalSecondaryIndexes\":{\"by_l\":{\"CapacityUnits\":2.0}}");
        assertThat(client.call("PutItem", single(put.formatted("2"))).body())
                .contains("TableWriteProvisionedThroughputExceeded");
        assertThat(proxy().record(table).total()).isEqualTo(4);
    }

    @Test
    void onePartitionTakesAThousandUnitsWhateverTheTableHas() throws Exception {
        RawDynamoDb client = client(new ProxySetup(ProxySetup.FULL_BURST, 1));
        client.createTable(table, 4000);
        proxy().fillUp(table);
        ticker.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            assertThat(units(client.call("BatchWriteItem", batch(i * 25, i * 25 + 25, 4000))))
                    .isEqualTo(100);
        }
        assertThat(client.call("BatchWriteItem", batch(250, 275, 4000)).body())
                .contains("TableWriteKeyRangeThroughputExceeded", "ProvisionedThroughputExceededException");
    }

    @Test
    void aTableOnDemandIsThrottledAtItsMaximum() throws Exception {
        RawDynamoDb client = client();
        HttpResponse<String> created = client.call("CreateTable", """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",
                "OnDemandThroughput":{"MaxReadRequestUnits":10,"MaxWriteRequestUnits":30}}""".formatted(table));
        assertThat(created.body()).contains("\"MaxWriteRequestUnits\":30");
        assertThat(units(client.call("BatchWriteItem", batch(0, 20, 2000)))).isEqualTo(30);
        assertThat(client.call("BatchWriteItem", batch(0, 20, 2000)).body())
                .contains(
                        "#ThrottlingException",
                        "TableWriteMaxOnDemandThroughputExceeded",
                        "maximum OnDemandThroughput");

        proxy().onDemandMaximum(table, 50);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(units(client.call("BatchWriteItem", batch(0, 25, 2000)))).isEqualTo(50);
        assertThat(client.call("DescribeTable", "{\"TableName\":\"" + table + "\"}")
                        .body())
                .contains("\"MaxWriteRequestUnits\":50", "PAY_PER_REQUEST");
        assertThat(client.call(
                                "UpdateTable",
                                "{\"TableName\":\"" + table
                                        + "\",\"OnDemandThroughput\":{\"MaxWriteRequestUnits\":10}}")
                        .body())
                .contains("\"MaxWriteRequestUnits\":10");
        ticker.advance(Duration.ofSeconds(1));
        assertThat(units(client.call("BatchWriteItem", batch(0, 25, 2000)))).isEqualTo(10);
    }

    @Test
    void aChangedCapacityHoldsAtOnceAndIsDescribed() throws Exception {
        RawDynamoDb client = client();
        client.createTable(table, 10);
        assertThat(units(client.call("BatchWriteItem", batch(0, 25, 1000)))).isEqualTo(10);
        proxy().provision(table, 20);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(units(client.call("BatchWriteItem", batch(0, 25, 1000)))).isEqualTo(20);
        assertThat(client.call("DescribeTable", "{\"TableName\":\"" + table + "\"}")
                        .body())
                .contains("\"WriteCapacityUnits\":20");

        HttpResponse<String> updated = client.call(
                "UpdateTable",
                "{\"TableName\":\"" + table
                        + "\",\"ProvisionedThroughput\":{\"ReadCapacityUnits\":1,\"WriteCapacityUnits\":5}}");
        assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(units(client.call("BatchWriteItem", batch(0, 25, 1000)))).isEqualTo(5);
        assertThat(client.call("DescribeTable", "{\"TableName\":\"" + table + "\"}")
                        .body())
                .contains("\"WriteCapacityUnits\":5");
    }

    @Test
    void clientsAreToldApartByTheirAccessKey() throws Exception {
        client().createTable(table, 100);
        new RawDynamoDb(proxy().endpoint(), "one").call("BatchWriteItem", batch(0, 10, 100));
        new RawDynamoDb(proxy().endpoint(), "two").call("BatchWriteItem", batch(10, 13, 100));
        assertThat(proxy().record(table).byClient()).isEqualTo(Map.of("one", 10L, "two", 3L));
    }

    @Test
    void aLostResponseComesAfterTheWriteAndAResetBeforeIt() throws Exception {
        RawDynamoDb client = client();
        client.createTable(table, 100);
        proxy().faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 1, 0, 0, 0, 0));
        assertThatThrownBy(() -> client.call("PutItem", single("\"Item\":" + put("reset", 100))))
                .isInstanceOf(IOException.class);
        proxy().faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 0, 1, 0, 0, 0));
        HttpResponse<String> error = client.call("PutItem", single("\"Item\":" + put("error", 100)));
        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(error.body()).contains("#InternalServerError");
        proxy().faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 0, 0, 1, 0, 0));
        assertThatThrownBy(() -> client.call("PutItem", single("\"Item\":" + put("lost", 100))))
                .isInstanceOf(IOException.class);
        proxy().faults(new ProxyFaults(Duration.ofMillis(7), Duration.ZERO, 0, 0, 0, 1, 0));
        HttpResponse<String> unprocessed = client.call("BatchWriteItem", batch(0, 3, 100));
        assertThat(unprocessed.body()).contains("\"k1\"", "\"k2\"").doesNotContain("\"k0\"");
        assertThat(ticker.slept()).isEqualTo(Duration.ofMillis(7));

        proxy().faults(ProxyFaults.none());
        assertThat(client.call("Scan", "{\"TableName\":\"" + table + "\"}").body())
                .contains("\"lost\"", "\"k0\"", "\"Count\":2");
        assertThat(proxy().faultCounts()).isEqualTo(new FaultCounts(1, 1, 1, 2));
    }
}
