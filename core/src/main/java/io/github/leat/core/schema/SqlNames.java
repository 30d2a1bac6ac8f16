package io.github.leat.core.schema;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names that every database takes without surprise, derived from names as people write them: lower snake case of ASCII
 * letters and digits, accents dropped, never empty, not starting with a digit, at most {@value #MAX_LENGTH} characters.
 */
public final class SqlNames {
    /** Longest name in characters (all ASCII): the limit of PostgreSQL (63 bytes), the lowest of the targets. */
    public static final int MAX_LENGTH = 63;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private SqlNames() {}

    /** The name for one column alone; {@code column} when nothing of the text is left. */
    public static String derive(String name) {
        String plain = isAscii(name) ? name : withoutAccents(name);
        String snake = HUMP.matcher(plain).replaceAll("_").toLowerCase(Locale.ROOT);
        String sql = OTHER.matcher(snake).replaceAll("_");
        int from = sql.startsWith("_") && !name.startsWith("_") ? 1 : 0;
        int to = sql.length() > from && sql.endsWith("_") && !name.endsWith("_") ? sql.length() - 1 : sql.length();
        sql = sql.substring(from, to);
        if (sql.isEmpty() || sql.equals("_")) {
            return "column";
        }
        if (Character.isDigit(sql.charAt(0))) {
            sql = "_" + sql;
        }
        return cut(sql, MAX_LENGTH);
    }

    /**
     * Names for all columns of a record, in order, unique: an empty name becomes {@code column_<number>}, a repeated one gets
     * {@code _2}, {@code _3} …; column numbers start at 1.
     */
    public static List<String> deriveAll(List<String> names) {
        Map<String, Integer> lastSuffix = new HashMap<>();
        List<String> derived = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String base = derive(names.get(i));
            if (base.equals("column") && !names.get(i).strip().equalsIgnoreCase("column")) {
                base = "column_" + (i + 1);
            }
            derived.add(claim(base, lastSuffix));
        }
        return derived;
    }

    /** Most names are, and need not load what it takes to know all characters. */
    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static String withoutAccents(String name) {
        return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    }

    private static String claim(String base, Map<String, Integer> lastSuffix) {
        if (lastSuffix.putIfAbsent(base, 1) == null) {
            return base;
        }
        for (int n = lastSuffix.getOrDefault(base, 1) + 1; ; n++) {
            String suffix = "_" + n;
            String candidate = cut(base, MAX_LENGTH - suffix.length()) + suffix;
            if (lastSuffix.putIfAbsent(candidate, 1) == null) {
                lastSuffix.put(base, n);
                return candidate;
            }
        }
    }

    private static String cut(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length);
    }
}
