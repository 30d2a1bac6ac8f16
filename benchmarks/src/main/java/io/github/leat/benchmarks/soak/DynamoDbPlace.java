package io.github.leat.benchmarks.soak;

import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.FaultCounts;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** A table and a ledger of the DynamoDB test server. */
final class DynamoDbPlace implements Place {
    private final DynaliteServer server;
    private final DynamoDbClient client;
    private final String table;

    /** @param client that looks at the table; the caller closes it */
    DynamoDbPlace(DynaliteServer server, DynamoDbClient client, String table) {
        this.server = server;
        this.client = client;
        this.table = table;
    }

    @Override
    public String target() {
        return target(server.endpoint());
    }

    private String target(URI endpoint) {
        return "dynamodb:" + table + "?ledger=" + table + "_ledger&writers=2&region=us-east-1&endpoint=" + endpoint;
    }

    @Override
    public Way disturb(Random random, long bytes) {
        DynamoDbProxy proxy = DynamoDbProxy.before(server, ProxySetup.steady());
        proxy.faults(ProxyFaults.mixed(0.02 + 0.2 * random.nextDouble(), random.nextLong()));
        return new Way() {
            @Override
            public String target() {
                return DynamoDbPlace.this.target(proxy.endpoint());
            }

            @Override
            public long planted() {
                FaultCounts counts = proxy.faultCounts();
                return counts.resets() + counts.serverErrors() + counts.lostResponses() + counts.unprocessedItems();
            }

            @Override
            public void calm() {
                proxy.faults(ProxyFaults.none());
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }

    @Override
    public Content content(InputShape shape) {
        Content content = Content.EMPTY;
        for (Map<String, AttributeValue> item :
                client.scanPaginator(request -> request.tableName(table)).items()) {
            List<@Nullable String> row = new ArrayList<>();
            for (String column : shape.columns()) {
                AttributeValue value = item.get(column);
                row.add(value == null ? null : value.n() == null ? value.s() : value.n());
            }
            content = content.plus(row);
        }
        return content;
    }

    @Override
    public void close() {
        for (String name : List.of(table, table + "_ledger")) {
            try {
                client.deleteTable(request -> request.tableName(name));
            } catch (ResourceNotFoundException e) {
                // no load came as far as making it
            }
        }
    }
}
