package io.github.leat.cli;

import io.github.leat.core.sink.SinkPlan;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a plan that make or change the table, a column on each line. */
final class Ddl {
    private static final Pattern LEDGER = Pattern.compile("_leat_|\\bleat_");

    private Ddl() {}

    static List<String> of(SinkPlan plan, String table) {
        List<String> own = plan.statements().stream()
                .filter(statement -> statement.startsWith("CREATE TABLE") || statement.startsWith("ALTER TABLE"))
                .filter(statement -> statement.contains(table) && !LEDGER.matcher(statement).find())
                .map(Ddl::onLines)
                .toList();
        return own.isEmpty() ? plan.statements() : own;
    }

    /** Breaks after the commas between columns: those outside inner brackets and quotes. */
    static String onLines(String statement) {
        if (statement.contains("\n")) {
            return statement;
        }
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            quoted ^= c == '"' || c == '\'';
            out.append(c);
            if (!quoted && c == '(' && ++depth == 1) {
                out.append("\n  ");
            } else if (!quoted && c == ')' && --depth == 0) {
                out.insert(out.length() - 1, '\n');
            } else if (!quoted && c == ',' && depth == 1) {
                out.append("\n ");
            }
        }
        return out.toString();
    }
}
