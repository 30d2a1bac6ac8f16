package io.github.leat.cli;

import io.github.leat.core.sink.SinkPlan;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a plan that make or change the table, a column on each line. */
final class Ddl {
    private static final Pattern CHANGE = Pattern.compile("(CREATE|ALTER|DROP) .*", Pattern.DOTALL);
    private static final String LEDGER = "_leat_ledger";

    private Ddl() {}

    /** Those of a database; of another target all that it would do. */
    static List<String> of(SinkPlan plan) {
        List<String> changes = plan.statements().stream()
                .filter(statement -> CHANGE.matcher(statement).matches())
                .toList();
        if (changes.isEmpty()) {
            return plan.statements();
        }
        List<String> own = changes.stream()
                .filter(statement -> !statement.contains(LEDGER))
                .map(Ddl::onLines)
                .toList();
        return own.isEmpty() ? List.of("-- the table is there, and its columns fit") : own;
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
