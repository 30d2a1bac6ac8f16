package io.github.leat.cli;

import io.github.leat.core.load.Load;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Types declared on the command line: {@code price=DECIMAL(10,2),day=DATE(dd/MM/yyyy),open=BOOLEAN(yes/no)}; a DECIMAL's
 * format comes after its digits: {@code price=DECIMAL(10,2)(#.##0,00)}.
 *
 * @param types by column
 * @param formats how the values of some of the columns are written
 */
record DeclaredTypes(Map<String, ColumnType> types, Map<String, ValueFormat> formats) {
    /** @throws UsageException if a type is unknown, or a column is declared twice */
    static DeclaredTypes parse(List<String> arguments) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        Map<String, ValueFormat> formats = new LinkedHashMap<>();
        for (String argument : arguments) {
            for (String declaration : split(argument)) {
                int equals = declaration.lastIndexOf('=');
                if (equals < 1) {
                    throw new UsageException("--types: \"" + declaration
                            + "\" is not a declaration. Write COLUMN=TYPE, such as price=DECIMAL(10,2).");
                }
                String column = declaration.substring(0, equals).strip();
                String text = declaration.substring(equals + 1).strip();
                if (types.put(column, type(text, column, formats)) != null) {
                    throw new UsageException("--types: column \"" + column + "\" is declared twice. Declare it once.");
                }
            }
        }
        return new DeclaredTypes(types, formats);
    }

    private static ColumnType type(String text, String column, Map<String, ValueFormat> formats) {
        boolean decimal = text.toUpperCase(Locale.ROOT).startsWith("DECIMAL");
        int open = decimal ? text.indexOf('(', text.indexOf(')') + 1) : text.indexOf('(');
        try {
            if (open < 0 || (decimal && !text.contains(")"))) {
                return ColumnType.parse(text);
            }
            if (!text.endsWith(")")) {
                throw new IllegalArgumentException("\"" + text + "\" has no closing bracket. Write TYPE(FORMAT).");
            }
            ColumnType type = ColumnType.parse(text.substring(0, open));
            formats.put(column, new ValueFormat(text.substring(open + 1, text.length() - 1)));
            return type;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--types: " + e.getMessage(), e);
        }
    }

    /** Splits at commas outside brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Those of columns that the source does not have under these names: new names and constants. */
    DeclaredTypes only(Predicate<String> names) {
        Map<String, ColumnType> some = new LinkedHashMap<>(types);
        some.keySet().removeIf(names.negate());
        Map<String, ValueFormat> written = new LinkedHashMap<>(formats);
        written.keySet().removeIf(names.negate());
        return new DeclaredTypes(some, written);
    }

    /** Declares them for a load. */
    void applyTo(Load load) {
        types.forEach((column, type) -> {
            ValueFormat format = formats.get(column);
            if (format == null) {
                load.cast(column, type);
            } else {
                load.cast(column, type, format);
            }
        });
    }
}
