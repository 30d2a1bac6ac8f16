package io.github.leat.testkit.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How many bytes DynamoDB counts for an item, counted from the item's JSON as it is sent. Written apart from the sink, so that
 * one is a check of the other.
 *
 * <p>Rules from the developer guide, "DynamoDB item sizes and formats" (CapacityUnitCalculations, read 2026-11-26): an attribute
 * counts the UTF-8 bytes of its name and of its value; a number one byte for two significant digits and one more, without leading
 * and trailing zeroes; binary its raw bytes; null and Boolean one byte; a list or map 3 bytes and one for each element. That page
 * calls the number's size approximate and says nothing of sets: their elements are summed here. The bytes of a number's sign,
 * which the page does not name, are not counted.
 */
public final class ItemSize {
    private static final JsonFactory JSON = new JsonFactory();

    private ItemSize() {}

    /**
     * The bytes of an item such as <code>{"pk":{"S":"a"}}</code>.
     *
     * @throws UncheckedIOException if it is no such item
     */
    public static long of(String itemJson) {
        try (JsonParser parser = JSON.createParser(itemJson)) {
            parser.nextToken();
            return ParsedItem.read(parser).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Write units of an item of this size: one for each started KB of 1,024 bytes, and at least one. */
    public static long writeUnits(long bytes) {
        return Math.max(1, (bytes + 1023) / 1024);
    }

    /** The bytes of one attribute value; the parser stands at its opening brace and is left at its closing one. */
    static long value(JsonParser parser, ContentHash hash) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        expectNext(parser, JsonToken.FIELD_NAME);
        String type = parser.currentName();
        hash.add(type);
        JsonToken token = parser.nextToken();
        long size = switch (type) {
            case "S" -> text(parser, hash);
            case "N" -> number(parser, hash);
            case "B" -> binary(parser, hash);
            case "BOOL", "NULL" -> {
                hash.add(token == JsonToken.VALUE_TRUE ? "t" : "f");
                yield 1;
            }
            case "SS", "NS", "BS" -> set(parser, type, hash);
            case "L" -> list(parser, hash);
            case "M" -> map(parser, hash);
            default -> throw new IOException("\"" + type + "\" is no type of DynamoDB");
        };
        expectNext(parser, JsonToken.END_OBJECT);
        return size;
    }

    private static long text(JsonParser parser, ContentHash hash) throws IOException {
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        long bytes = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            hash.add(c);
            // A surrogate is half of a character of four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static long number(JsonParser parser, ContentHash hash) throws IOException {
        String text = parser.getText();
        hash.addNumber(text);
        int digits = 0;
        int zeroes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                break;
            }
            if (c == '0') {
                zeroes++;
            } else if (c > '0' && c <= '9') {
                digits += digits == 0 ? 1 : zeroes + 1;
                zeroes = 0;
            }
        }
        return (digits + 1) / 2 + 1L;
    }

    private static long binary(JsonParser parser, ContentHash hash) throws IOException {
        String text = parser.getText();
        hash.add(text);
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3L - padding;
    }

    private static long set(JsonParser parser, String type, ContentHash hash) throws IOException {
        long size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            size += switch (type) {
                case "SS" -> text(parser, hash);
                case "NS" -> number(parser, hash);
                default -> binary(parser, hash);
            };
            hash.add(",");
        }
        return size;
    }

    private static long list(JsonParser parser, ContentHash hash) throws IOException {
        long size = 3;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            size += value(parser, hash) + 1;
        }
        return size;
    }

    private static long map(JsonParser parser, ContentHash hash) throws IOException {
        long size = 3;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            size += text(parser, hash);
            parser.nextToken();
            size += value(parser, hash) + 1;
        }
        return size;
    }

    static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new IOException("expected " + token + ", got " + parser.currentToken());
        }
    }

    private static void expectNext(JsonParser parser, JsonToken token) throws IOException {
        parser.nextToken();
        expect(parser, token);
    }
}
