package io.github.leat.benchmarks.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** DynamoDB's protocol without an SDK. */
final class Wire {
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final String accessKey;

    Wire(URI endpoint, String accessKey) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
    }

    HttpResponse<String> send(String operation, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("X-Amz-Date", "20260101T000000Z")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + accessKey
                                        + "/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String call(String operation, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(operation, body);
        if (answer.statusCode() != 200) {
            throw new IOException(operation + ": " + answer.body());
        }
        return answer.body();
    }

    /** How many items of a table have a payload. */
    long count(String table) throws IOException, InterruptedException {
        long count = 0;
        String start = "";
        do {
            String body = call(
                    "Scan",
                    "{\"TableName\":\"" + table
                            + "\",\"Select\":\"COUNT\",\"FilterExpression\":\"attribute_exists(payload)\"" + start
                            + "}");
            count += (long) number(body, "Count");
            int last = body.indexOf("\"LastEvaluatedKey\":");
            start = last < 0 ? "" : ",\"ExclusiveStartKey\":" + object(body, last + "\"LastEvaluatedKey\":".length());
        } while (!start.isEmpty());
        return count;
    }

    private static String object(String body, int from) {
        int depth = 0;
        for (int i = from; i < body.length(); i++) {
            depth += body.charAt(i) == '{' ? 1 : body.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return body.substring(from, i + 1);
            }
        }
        throw new IllegalStateException("an object without an end");
    }

    /** The first number of this name, or 0. */
    static double number(String body, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && name.equals(parser.currentName())) {
                    parser.nextToken();
                    return parser.currentToken().isNumeric() ? parser.getDoubleValue() : 0;
                }
            }
            return 0;
        }
    }
}
