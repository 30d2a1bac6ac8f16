package io.github.leat.core.transform.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of a predicate.
 *
 * @param at its first character in the predicate, from 1
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL)
                && text.toLowerCase(Locale.ROOT).equals(word);
    }

    /** What an error calls it. */
    String shown() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }

    static List<Token> split(String predicate) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < predicate.length()) {
            char c = predicate.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '\'' || c == '"') {
                i = quoted(predicate, i, tokens);
            } else {
                int end = endOf(predicate, i);
                tokens.add(new Token(kindOf(c, end - i), predicate.substring(i, end), i + 1));
                i = end;
            }
        }
        tokens.add(new Token(Kind.END, "", predicate.length() + 1));
        return tokens;
    }

    private static Kind kindOf(char first, int length) {
        if (isDigit(first) || ((first == '-' || first == '.') && length > 1)) {
            return Kind.NUMBER;
        }
        return isWordStart(first) ? Kind.WORD : Kind.SYMBOL;
    }

    private static int endOf(String text, int from) {
        char c = text.charAt(from);
        int end = from + 1;
        char second = end < text.length() ? text.charAt(end) : ' ';
        if (isDigit(c) || ((c == '-' || c == '.') && (isDigit(second) || second == '.'))) {
            while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
        } else if (isWordStart(c)) {
            while (end < text.length()
                    && (isWordStart(text.charAt(end)) || "0123456789+".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
        } else if ((c == '<' && (second == '=' || second == '>')) || ((c == '>' || c == '!') && second == '=')) {
            end++;
        } else if ("=<>(),".indexOf(c) < 0) {
            throw PredicateParser.wrong(text, from + 1, "\"" + c + "\" has no meaning here");
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '#';
    }

    private static int quoted(String text, int from, List<Token> tokens) {
        char quote = text.charAt(from);
        StringBuilder content = new StringBuilder();
        int i = from + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean doubled = c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (c == quote && !doubled) {
                tokens.add(new Token(quote == '"' ? Kind.QUOTED_NAME : Kind.TEXT, content.toString(), from + 1));
                return i + 1;
            }
            content.append(c);
            i += doubled ? 2 : 1;
        }
        throw PredicateParser.wrong(text, from + 1, "the quote is not closed");
    }
}
