package io.github.leat.core.infer;

/** Tells whether a text is a JSON object or array (RFC 8259), nested at most 64 deep. */
final class JsonText {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    static boolean isObjectOrArray(String text) {
        JsonText json = new JsonText(text.strip());
        boolean open = json.peek() == '{' || json.peek() == '[';
        return open && json.value(0) && json.at == json.text.length();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean value(int depth) {
        blanks();
        boolean valid = depth < DEEPEST
                && switch (peek()) {
                    case '{' -> members('}', depth, true);
                    case '[' -> members(']', depth, false);
                    case '"' -> string();
                    case 't' -> word("true");
                    case 'f' -> word("false");
                    case 'n' -> word("null");
                    default -> number();
                };
        blanks();
        return valid;
    }

    private boolean members(char close, int depth, boolean named) {
        at++;
        blanks();
        if (take(close)) {
            return true;
        }
        do {
            blanks();
            if (named && !name()) {
                return false;
            }
            if (!value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(close);
    }

    private boolean name() {
        if (!string()) {
            return false;
        }
        blanks();
        return take(':');
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\') {
                at++;
            }
        }
        return false;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private boolean number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at).matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    }
}
