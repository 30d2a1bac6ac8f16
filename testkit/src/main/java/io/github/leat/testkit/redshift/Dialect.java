package io.github.leat.testkit.redshift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Redshift's SQL says beyond PostgreSQL's, taken out; and what it refuses of PostgreSQL's. Pages are of the vendor's database
 * developer guide, read 2026-11-26. Thread-safe.
 *
 * <ul>
 *   <li>DISTKEY, SORTKEY, DISTSTYLE and ENCODE of a table are accepted ("CREATE TABLE"): taken out.
 *   <li>PRIMARY KEY and UNIQUE are not enforced ("Defining table constraints"): taken out of CREATE TABLE.
 *   <li>Quoted names are folded to lower case, ASCII letters only, and may have 127 bytes ("Names and identifiers"): folded; those
 *       above PostgreSQL's 63 bytes get a short name that results show as the long one.
 *   <li>VARCHAR has 65,535 bytes at most ("Character types"): a longer one is an error.
 *   <li>MERGE takes no alias of the target, one WHEN MATCHED and one WHEN NOT MATCHED, and equal predicates ("MERGE"): anything else
 *       is an error. That OR is an error, and not merely not promised, is an assumption.
 *   <li>ALTER COLUMN changes nothing but the size of a VARCHAR ("ALTER TABLE"). That it is refused in a transaction block is what
 *       the vendor's page is remembered to say; the copy that was read ends before that line.
 *   <li>No column may have the name of a system column, of which PostgreSQL 17 has no {@code oid} any more (PostgreSQL 8.0, "System
 *       Columns"; Redshift's guide has no page of it): an error.
 *   <li>ON CONFLICT, RETURNING, IS [NOT] DISTINCT FROM, NULLS NOT DISTINCT are not there ("Unsupported PostgreSQL features" for the
 *       first two; the others are not confirmed): an error.
 * </ul>
 */
final class Dialect {
    private static final int POSTGRES_NAME = 63;
    private static final int REDSHIFT_NAME = 127;
    private static final int MAX_VARCHAR = 65_535;
    private static final Set<String> SYSTEM_COLUMNS =
            Set.of("\"oid\"", "\"tableoid\"", "\"xmin\"", "\"cmin\"", "\"xmax\"", "\"cmax\"", "\"ctid\"");
    private static final Set<String> LAYOUT = Set.of("DISTKEY", "SORTKEY", "DISTSTYLE", "ENCODE");

    private final Map<String, String> longNames = new ConcurrentHashMap<>();

    /** Why Redshift would refuse a statement; empty if it would not. */
    static Optional<String> refusal(String sql, boolean inTransaction) {
        List<String> words = SqlTokens.words(sql).stream()
                .map(word -> word.startsWith("\"") || word.startsWith("'") ? word : word.toUpperCase(Locale.ROOT))
                .toList();
        String text = String.join(" ", words);
        for (String unknown : List.of(
                " ON CONFLICT ",
                " RETURNING ",
                " IS DISTINCT FROM ",
                " IS NOT DISTINCT FROM ",
                " NULLS NOT DISTINCT")) {
            if (text.contains(unknown)) {
                return Optional.of("syntax error at or near \"" + unknown.strip() + "\"");
            }
        }
        for (int i = 0; i + 2 < words.size(); i++) {
            boolean isSize = (words.get(i).equals("VARYING") || words.get(i).equals("VARCHAR"))
                    && words.get(i + 1).equals("(");
            if (isSize && Integer.parseInt(words.get(i + 2)) > MAX_VARCHAR) {
                return Optional.of("value for \"varchar\" is too large");
            }
        }
        if (text.startsWith("CREATE TABLE ") || text.contains(" ADD COLUMN ")) {
            for (String word : words) {
                if (word.startsWith("\"") && SYSTEM_COLUMNS.contains(word.toLowerCase(Locale.ROOT))) {
                    return Optional.of("column name " + word + " conflicts with a system column name");
                }
            }
        }
        if (text.startsWith("MERGE ")) {
            return mergeRefusal(words, text);
        }
        if (text.startsWith("ALTER TABLE ") && text.contains(" ALTER COLUMN ")) {
            if (inTransaction) {
                return Optional.of("ALTER TABLE ALTER COLUMN cannot run inside a transaction block");
            }
            return text.contains(" TYPE CHARACTER VARYING ") || text.contains(" TYPE VARCHAR ")
                    ? Optional.empty()
                    : Optional.of("target data type is not supported by ALTER COLUMN");
        }
        return Optional.empty();
    }

    private static Optional<String> mergeRefusal(List<String> words, String text) {
        int using = words.indexOf("USING");
        int afterName = words.get(3).equals(".") ? 5 : 3;
        if (using != afterName) {
            return Optional.of(
                    "syntax error at or near \"" + words.get(afterName) + "\": MERGE takes no alias of its target");
        }
        String on = text.substring(text.indexOf(" ON "), text.indexOf(" WHEN "));
        if (on.contains(" OR ") || on.contains(" IS ")) {
            return Optional.of("MERGE takes equal predicates only");
        }
        boolean isPair = text.split(" WHEN MATCHED THEN ", -1).length == 2
                && text.split(" WHEN NOT MATCHED THEN INSERT ", -1).length == 2;
        return isPair ? Optional.empty() : Optional.of("MERGE takes one WHEN MATCHED and one WHEN NOT MATCHED");
    }

    /** The statement as PostgreSQL takes it. */
    String toPostgres(String sql) {
        List<String> tokens = new ArrayList<>();
        SqlTokens.of(sql).forEach(token -> tokens.add(token.startsWith("\"") ? name(token) : token));
        String start = String.join(" ", SqlTokens.words(sql).stream().limit(2).toList());
        if (!start.equalsIgnoreCase("CREATE TABLE") && !start.equalsIgnoreCase("ALTER TABLE")) {
            return String.join("", tokens);
        }
        return withoutLayout(tokens);
    }

    private static String withoutLayout(List<String> tokens) {
        StringBuilder kept = new StringBuilder();
        int i = 0;
        while (i < tokens.size()) {
            String word = tokens.get(i).toUpperCase(Locale.ROOT);
            if (LAYOUT.contains(word)) {
                i = afterArgument(tokens, i + 1, !word.endsWith("KEY"));
            } else if (word.equals("UNIQUE") || (word.equals("PRIMARY") && isKey(tokens, i))) {
                int end = afterArgument(tokens, word.equals("UNIQUE") ? i + 1 : i + 3, false);
                int comma = kept.toString().stripTrailing().length() - 1;
                if (comma >= 0 && kept.charAt(comma) == ',') {
                    kept.setLength(comma);
                }
                i = end;
            } else {
                kept.append(tokens.get(i++));
            }
        }
        return kept.toString();
    }

    private static boolean isKey(List<String> tokens, int at) {
        return at + 2 < tokens.size() && tokens.get(at + 2).equalsIgnoreCase("KEY");
    }

    /** Behind what stands in parentheses, if there is such; else behind a word, if one is asked for. */
    private static int afterArgument(List<String> tokens, int from, boolean takesWord) {
        int at = from;
        while (at < tokens.size() && tokens.get(at).isBlank()) {
            at++;
        }
        if (at < tokens.size() && tokens.get(at).equals("(")) {
            while (!tokens.get(at).equals(")")) {
                at++;
            }
            return at + 1;
        }
        return takesWord ? at + 1 : from;
    }

    /** A quoted name as PostgreSQL is to have it. */
    String name(String quoted) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        String inner = lower.substring(1, lower.length() - 1).replace("\"\"", "\"");
        int bytes = inner.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= POSTGRES_NAME || bytes > REDSHIFT_NAME) {
            return lower.toString();
        }
        String shorter = "long_name_" + Integer.toHexString(inner.hashCode()) + "_" + bytes;
        longNames.put(shorter, inner);
        return "\"" + shorter + "\"";
    }

    /** The long name that a value of a result stands for, else the value. */
    String longName(String value) {
        return longNames.getOrDefault(value, value);
    }
}
