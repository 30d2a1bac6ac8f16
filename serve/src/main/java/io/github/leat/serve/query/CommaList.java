package io.github.leat.serve.query;

import java.util.ArrayList;
import java.util.List;

/** Values with commas between; {@code \,} is a comma within one, {@code \\} a backslash. */
public final class CommaList {
    private CommaList() {}

    /** The values, at least one. */
    public static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == ',' || text.charAt(i + 1) == '\\')) {
                value.append(text.charAt(++i));
            } else if (c == ',') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
