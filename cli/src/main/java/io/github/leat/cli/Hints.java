package io.github.leat.cli;

import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Evidence.Candidate;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.schema.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Options that settle what a layout leaves in doubt about columns, ready to be copied. */
final class Hints {
    private static final int MOST = 8;
    private static final String NULL_TEXT = "null text ";

    private Hints() {}

    /** A line for each option; the alternatives of one column are joined by "or". */
    static List<String> of(Layout layout) {
        Set<String> nulls = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        for (int c = 0; c < layout.schema().size(); c++) {
            Column column = layout.schema().column(c);
            Evidence evidence = layout.columns().get(c);
            List<String> declarations = evidence.candidates().stream()
                    .map(Candidate::decision)
                    .filter(decision -> !decision.startsWith(NULL_TEXT))
                    .map(decision -> quoted(column.sqlName() + "=" + decision))
                    .toList();
            evidence.candidates().stream()
                    .map(Candidate::decision)
                    .filter(decision -> decision.startsWith(NULL_TEXT))
                    .forEach(decision -> nulls.add("--null " + quoted(decision.substring(NULL_TEXT.length()))));
            if (!declarations.isEmpty()) {
                types.add(declarations.stream().map(one -> "--types " + one).collect(Collectors.joining(" or ")));
            }
        }
        nulls.addAll(types);
        return nulls.stream().limit(MOST).toList();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_=.,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
