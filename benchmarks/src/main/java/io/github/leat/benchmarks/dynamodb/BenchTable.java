package io.github.leat.benchmarks.dynamodb;

import io.github.leat.testkit.dynamodb.CapacityRecord;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.io.IOException;
import java.time.Duration;

/** A new server with one empty table, behind a meter without burst credit. */
final class BenchTable implements AutoCloseable {
    static final String NAME = "items";

    private final DynaliteServer server;
    private final DynamoDbProxy proxy;

    BenchTable(int writeUnits, int partitions, Duration latency) throws IOException, InterruptedException {
        this.server = DynaliteServer.start();
        this.proxy = DynamoDbProxy.before(server, new ProxySetup(Duration.ZERO, partitions));
        new Wire(proxy.endpoint(), "benchmark").call("CreateTable", """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
                {"AttributeName":"sk","AttributeType":"S"}],
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
                "ProvisionedThroughput":{"ReadCapacityUnits":100,"WriteCapacityUnits":%d}}""".formatted(NAME, writeUnits));
        proxy.faults(ProxyFaults.latency(latency));
    }

    DynamoDbProxy proxy() {
        return proxy;
    }

    CapacityRecord record() {
        return proxy.record(NAME);
    }

    /** The number of items whose partition key is an invented one: checkpoints in the table are not counted. */
    long items() throws IOException, InterruptedException {
        return new Wire(server.endpoint(), "benchmark").count(NAME);
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
