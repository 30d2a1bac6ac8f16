package io.github.leat.rds.rollup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names as roll-up files write them, and what they may be. */
final class Names {
    /** What needs no quotes. */
    static final Pattern PLAIN = Pattern.compile("#?[\\p{L}\\p{N}_.$+-]+");

    private static final String OURS = "_leat_";

    private Names() {}

    static void requireColumn(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A column needs a name.");
        }
    }

    static void requireOutput(String name) {
        requireColumn(name);
        if (name.toLowerCase(Locale.ROOT).startsWith(OURS)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" begins with " + OURS + ", as only names of Leat do. Choose another.");
        }
    }

    static String quote(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !name.equalsIgnoreCase("as");
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    static String alias(Optional<String> name) {
        return name.map(text -> " as " + quote(text)).orElse("");
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
