package io.github.leat.benchmarks.all;

import java.util.List;

/** The page that names all others. */
final class Index {
    private Index() {}

    /**
     * One table of this run.
     *
     * @param seconds that it took
     * @param failure why there is no page; empty where there is one
     */
    record Entry(Table table, double seconds, String failure) {}

    static String write(List<Entry> entries, Effort effort) {
        StringBuilder out = new StringBuilder("# Benchmarks: one run\n\n");
        PageText.machine(effort).forEach(paragraph -> out.append(paragraph).append("\n\n"));
        out.append("| table | chart | took |\n|---|---|---|\n");
        for (Entry entry : entries) {
            Table table = entry.table();
            boolean there = entry.failure().isEmpty();
            out.append("| ")
                    .append(there ? "[" + table.title() + "](" + table.id() + ".md)" : table.title())
                    .append(" | ")
                    .append(
                            there
                                    ? "[SVG](" + PageText.chart(table, 0) + ")"
                                    : "**failed**: " + PageText.cell(entry.failure()))
                    .append(" | ")
                    .append(PageText.minutes(entry.seconds()))
                    .append(" |\n");
        }
        return out.toString();
    }
}
