package io.github.leat.testkit.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A BatchWriteItem request, its items measured and left where they are in the body. */
final class BatchRequest {
    /** One put or delete: the bytes of its object in the body, and its item or key. */
    record Write(int from, int to, boolean isPut, ParsedItem item) {}

    private final byte[] body;
    private final Map<String, List<Write>> tables;
    private final String returnConsumed;

    private BatchRequest(byte[] body, Map<String, List<Write>> tables, String returnConsumed) {
        this.body = body;
        this.tables = tables;
        this.returnConsumed = returnConsumed;
    }

    /**
     * Reads a request.
     *
     * @throws IOException if it has not the form of one, which the store says better
     */
    static BatchRequest read(byte[] body) throws IOException {
        Map<String, List<Write>> tables = new LinkedHashMap<>();
        String returnConsumed = "NONE";
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            parser.nextToken();
            ItemSize.expect(parser, JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "RequestItems" -> {
                        ItemSize.expect(parser, JsonToken.START_OBJECT);
                        while (parser.nextToken() != JsonToken.END_OBJECT) {
                            String table = parser.currentName();
                            parser.nextToken();
                            tables.put(table, writes(parser));
                        }
                    }
                    case "ReturnConsumedCapacity" -> returnConsumed = String.valueOf(parser.getText());
                    default -> parser.skipChildren();
                }
            }
        }
        return new BatchRequest(body, tables, returnConsumed);
    }

    private static List<Write> writes(JsonParser parser) throws IOException {
        ItemSize.expect(parser, JsonToken.START_ARRAY);
        List<Write> writes = new ArrayList<>(25);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            ItemSize.expect(parser, JsonToken.START_OBJECT);
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.nextToken();
            boolean isPut = "PutRequest".equals(parser.currentName());
            parser.nextToken();
            ItemSize.expect(parser, JsonToken.START_OBJECT);
            parser.nextToken();
            parser.nextToken();
            ParsedItem item = ParsedItem.read(parser);
            parser.nextToken();
            ItemSize.expect(parser, JsonToken.END_OBJECT);
            parser.nextToken();
            ItemSize.expect(parser, JsonToken.END_OBJECT);
            int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
            writes.add(new Write(from, to, isPut, item));
        }
        return writes;
    }

    byte[] body() {
        return body;
    }

    Map<String, List<Write>> tables() {
        return tables;
    }

    /** NONE, TOTAL or INDEXES. */
    String returnConsumed() {
        return returnConsumed;
    }

    int size() {
        return tables.values().stream().mapToInt(List::size).sum();
    }
}
