package io.github.leat.testkit.redshift;

import java.util.ArrayList;
import java.util.List;

/** A statement cut into words, quoted names, texts, numbers, blanks and single signs; joined they are the statement again. */
final class SqlTokens {
    private SqlTokens() {}

    static List<String> of(String sql) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int end = end(sql, at);
            tokens.add(sql.substring(at, end));
            at = end;
        }
        return tokens;
    }

    private static int end(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '"' || c == '\'') {
            int end = at + 1;
            while (end < sql.length()) {
                if (sql.charAt(end) != c) {
                    end++;
                } else if (end + 1 < sql.length() && sql.charAt(end + 1) == c) {
                    end += 2;
                } else {
                    return end + 1;
                }
            }
            return end;
        }
        int end = at + 1;
        if (Character.isWhitespace(c)) {
            while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
                end++;
            }
        } else if (isWord(c)) {
            while (end < sql.length() && isWord(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** Without blanks. */
    static List<String> words(String sql) {
        return of(sql).stream().filter(token -> !token.isBlank()).toList();
    }
}
