package io.github.leat.benchmarks.all;

import java.util.List;

/** All tables, in the order they are run. */
final class Tables {
    private Tables() {}

    static List<Table> all() {
        return List.of(
                JmhTable.fields(),
                JmhTable.values(),
                JmhTable.parallel(),
                new TurnsTable(),
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
