package io.github.leat.benchmarks.all;

import io.github.leat.testkit.generate.LineEnd;
import java.util.List;

/** All tables, in the order they are run. */
final class Tables {
    private Tables() {}

    static List<Table> all() {
        return List.of(
                JmhTable.fields(),
                JmhTable.values(),
                JmhTable.parallel(),
                new TurnsTable(LineEnd.LF),
                new TurnsTable(LineEnd.CRLF),
                new InferTable(),
                new DuckDbLoadTable(),
                new PostgresTable(),
                new MariaDbTable(),
                new MemoryTable(),
                new StartUpTable(),
                CurveTable.size(),
                CurveTable.columns(),
                CurveTable.quoted(),
                new RejectsTable());
    }
}
