package io.github.leat.dynamodb.internal;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Bytes and write units as DynamoDB counts them: names and texts by their UTF-8 bytes, a number by a byte for two significant
 * digits and one more, a Boolean or NULL by one, a list or map by three and one for each element (developer guide, "DynamoDB item
 * sizes and formats", read 2026-11, which calls a number's size approximate). A write costs a unit for each started KB of 1,024
 * bytes ("Read and write operations").
 */
final class ItemSize {
    /** Most bytes of an item, names included ("Service, account, and table quotas", read 2026-11). */
    static final long MOST = 400 * 1024L;

    private static final int UNIT = 1024;
    private static final int NESTED = 3;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += of(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    static long units(long bytes) {
        return Math.max(1, (bytes + UNIT - 1) / UNIT);
    }

    static long of(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // each half of a character of four bytes counts two
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> of(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> sum(value.ss());
            case M -> NESTED + of(value.m()) + value.m().size();
            default -> 1;
        };
    }

    private static long sum(List<String> texts) {
        long size = 0;
        for (String text : texts) {
            size += of(text);
        }
        return size;
    }

    private static long number(String text) {
        int digits = 0;
        int zeroes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'E') {
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
}
