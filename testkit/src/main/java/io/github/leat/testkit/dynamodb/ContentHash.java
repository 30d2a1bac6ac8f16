package io.github.leat.testkit.dynamodb;

import java.math.BigDecimal;

/** 64 bits that tell values apart: equal numbers of another spelling are equal, as they are for DynamoDB. */
final class ContentHash {
    private static final long PRIME = 0x100000001B3L;

    private long state = 0xCBF29CE484222325L;

    void add(char c) {
        state = (state ^ c) * PRIME;
    }

    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    void addNumber(String text) {
        boolean plain = !text.isEmpty() && text.charAt(0) != '0' && text.charAt(0) != '+';
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c == '-' || (c >= '1' && c <= '9') || (c == '0' && i < text.length() - 1);
        }
        add(plain ? text : canonical(text));
    }

    private static String canonical(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    void add(long value) {
        state = (state ^ value) * PRIME;
        state ^= state >>> 32;
    }

    /** All that was added, mixed so that any of its bits may choose a partition. */
    long value() {
        long mixed = (state ^ (state >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
