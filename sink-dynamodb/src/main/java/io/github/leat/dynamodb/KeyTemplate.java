package io.github.leat.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A key attribute made of columns and texts, such as <code>{country}#{event_id_cnty}</code>. Immutable.
 *
 * @param attribute name of the key attribute
 * @param parts texts and columns in turn: of even index texts, which may be empty, of odd index columns by source name or SQL name
 */
public record KeyTemplate(String attribute, List<String> parts) {
    /** @throws IllegalArgumentException if the attribute is empty or there is no column */
    public KeyTemplate {
        Objects.requireNonNull(attribute, "attribute");
        parts = List.copyOf(parts);
        if (attribute.isEmpty() || parts.size() < 3 || parts.size() % 2 == 0) {
            throw new IllegalArgumentException(
                    "A key template needs a name and a column, such as place={country}#{adm1}.");
        }
    }

    /**
     * Reads <code>pk={country}#{event_id_cnty}</code>; a plain name is the column of that name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static KeyTemplate parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            return new KeyTemplate(text, List.of("", text, ""));
        }
        String template = text.substring(equals + 1);
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            if (open < 0) {
                parts.add(template.substring(from));
                return new KeyTemplate(text.substring(0, equals), parts);
            }
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" has a { without a }. Write name={column}#{column}.");
            }
            parts.add(template.substring(from, open));
            parts.add(template.substring(open + 1, close));
            from = close + 1;
        }
    }

    /** Whether it is one column as it is, which keeps its type. */
    public boolean isColumn() {
        return parts.size() == 3 && parts.get(0).isEmpty() && parts.get(2).isEmpty();
    }
}
