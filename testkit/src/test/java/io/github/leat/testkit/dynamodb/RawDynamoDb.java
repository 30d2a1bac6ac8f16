package io.github.leat.testkit.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** DynamoDB's protocol without an SDK: each call is one request, and no answer is repeated. */
final class RawDynamoDb {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String accessKey;

    RawDynamoDb(URI endpoint) {
        this(endpoint, "tests");
    }

    RawDynamoDb(URI endpoint, String accessKey) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
    }

    HttpResponse<String> call(String operation, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey
                                + "/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A table with the text {@code pk} as its key, once it can be written. */
    void createTable(String name, int writeUnits) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("CreateTable", """
                {"TableName":"%s","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
                "ProvisionedThroughput":{"ReadCapacityUnits":10,"WriteCapacityUnits":%d}}""".formatted(name, writeUnits));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        awaitActive(name);
    }

    /** Returns once a table's description says so; a table is made and dropped a moment after its call has returned. */
    private void awaitActive(String table) throws IOException, InterruptedException {
        await(table, "\"TableStatus\":\"ACTIVE\"");
    }

    /** Returns once no table has the name. */
    void awaitNone(String table) throws IOException, InterruptedException {
        await(table, "ResourceNotFoundException");
    }

    private void await(String table, String wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String found;
        do {
            found = call("DescribeTable", "{\"TableName\":\"%s\"}".formatted(table))
                    .body();
            if (found.contains(wanted)) {
                return;
            }
        } while (System.nanoTime() < end);
        throw new IOException("30 seconds after the call, " + table + " is described as " + found);
    }
}
