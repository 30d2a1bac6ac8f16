package io.github.leat.core.infer;

/** What the texts of a column are, where all of them are UUIDs, or JSON objects or arrays: TEXT all the same. */
final class TextTags {
    private static final int UUID_LENGTH = 36;

    private long uuids;
    private long json;
    private long others;

    void add(Tokens tokens, int field) {
        int from = tokens.from(field);
        int to = tokens.to(field);
        byte[] b = tokens.bytes;
        if (others > 0) {
            others++;
        } else if (to - from == UUID_LENGTH && isUuid(b, from)) {
            uuids++;
        } else if (mayBeJson(b, from, to) && JsonText.isObjectOrArray(tokens.text(field))) {
            json++;
        } else {
            others++;
        }
    }

    /** Quotes of the field may still stand around it. */
    private static boolean mayBeJson(byte[] b, int from, int to) {
        int i = from < to && b[from] == '"' ? from + 1 : from;
        while (i < to && b[i] == ' ') {
            i++;
        }
        return i < to && (b[i] == '{' || b[i] == '[');
    }

    private static boolean isUuid(byte[] b, int from) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            byte c = b[from + i];
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = CellKind.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
            if (hyphen ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }

    /** In the plural, such as {@code UUIDs}; empty if there is no word for all texts. */
    String plural() {
        if (others > 0 || uuids + json == 0 || (uuids > 0 && json > 0)) {
            return "";
        }
        return uuids > 0 ? "UUIDs" : "JSON texts";
    }
}
