package io.github.leat.redshift.internal;

import io.github.leat.core.record.ByteSlice;

/**
 * Whether a text is JSON, as RFC 8259 has it: JSON_PARSE fails the whole statement at one that is not. At most 1,000 levels deep, which
 * is what SUPER takes (database developer guide, "Limitations" of SUPER, read 2026-11-27).
 */
final class JsonCheck {
    private static final int MOST_LEVELS = 1_000;

    private final byte[] bytes;
    private final int end;
    private int at;

    private JsonCheck(ByteSlice text) {
        this.bytes = text.array();
        this.at = text.offset();
        this.end = text.offset() + text.length();
    }

    static boolean isJson(ByteSlice text) {
        JsonCheck check = new JsonCheck(text);
        return check.value(0) && check.blank() == check.end;
    }

    private int blank() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    private boolean take(char c) {
        boolean isThere = at < end && bytes[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean value(int level) {
        if (blank() == end) {
            return false;
        }
        return switch (bytes[at]) {
            case '{' -> members(level, '}', true);
            case '[' -> members(level, ']', false);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(int level, char close, boolean isNamed) {
        if (level == MOST_LEVELS) {
            return false;
        }
        at++;
        blank();
        if (take(close)) {
            return true;
        }
        do {
            blank();
            if (isNamed && !(string() && blank() < end && take(':'))) {
                return false;
            }
            if (!value(level + 1)) {
                return false;
            }
            blank();
        } while (take(','));
        return take(close);
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < end) {
            byte c = bytes[at++];
            if (c == '"') {
                return true;
            }
            if ((c >= 0 && c < ' ') || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (at == end) {
            return false;
        }
        byte c = bytes[at++];
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            if (at == end || Character.digit(bytes[at++], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > from;
    }
}
