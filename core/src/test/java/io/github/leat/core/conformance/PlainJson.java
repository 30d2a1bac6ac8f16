package io.github.leat.core.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of objects, arrays and strings, which is what answers of CSV cases are made of. */
final class PlainJson {
    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        return new PlainJson(text).value();
    }

    private Object value() {
        blanks();
        return switch (text.charAt(at)) {
            case '[' -> array();
            case '{' -> object();
            case '"' -> string();
            default -> throw new IllegalArgumentException("At " + at + ": " + text);
        };
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        at++;
        while (!ends(']')) {
            values.add(value());
        }
        return values;
    }

    private Map<String, Object> object() {
        Map<String, Object> values = new LinkedHashMap<>();
        at++;
        while (!ends('}')) {
            blanks();
            String key = string();
            blanks();
            at++; // the colon
            values.put(key, value());
        }
        return values;
    }

    private boolean ends(char bracket) {
        blanks();
        if (text.charAt(at) == ',') {
            at++;
            blanks();
        }
        boolean end = text.charAt(at) == bracket;
        at += end ? 1 : 0;
        return end;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> value.append(escaped);
            }
        }
        at++;
        return value.toString();
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
