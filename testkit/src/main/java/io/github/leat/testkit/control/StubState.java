package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the account has. */
final class StubState {
    final Map<String, StubCluster> clusters = new LinkedHashMap<>();
    final Map<String, StubNamespace> namespaces = new LinkedHashMap<>();
    final Map<String, StubSnapshot> snapshots = new LinkedHashMap<>();
    final Map<String, StubSnapshot> namespaceSnapshots = new LinkedHashMap<>();
    final Map<String, StubSchedule> schedules = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> actions = new LinkedHashMap<>();
    final List<StubTableRestore> tableRestores = new ArrayList<>();

    /** Tables that are there, as {@code warehouse/database.schema.table}. */
    final Set<String> tables = new HashSet<>();

    /** Names of snapshots, clusters and tables that will fail, with what the service says of it. */
    final Map<String, String> failures = new HashMap<>();

    int pageSize = 100;
    private int ids;

    String nextId() {
        return "request-" + ++ids;
    }

    /** A page of a list, and where the next begins; empty after the last. */
    record Page<T>(List<T> items, String next) {}

    /** A page from a marker on. */
    <T> Page<T> page(List<T> all, String marker) {
        int from = marker.isEmpty() ? 0 : Integer.parseInt(marker.substring("marker-".length()));
        int to = Math.min(all.size(), from + pageSize);
        return new Page<>(all.subList(from, to), to < all.size() ? "marker-" + to : "");
    }

    /** Begins to bring a table back; it ends as failed where a table of the new name is there. */
    StubTableRestore restoreTable(String warehouse, Map<String, String> names) {
        String table =
                names.get("targetDatabaseName") + "." + names.get("targetSchemaName") + "." + names.get("newTableName");
        String taken = tables.contains(warehouse + "/" + table) ? "Table " + table + " already exists." : "";
        StubTableRestore restore = new StubTableRestore(
                nextId(), warehouse, names, failures.getOrDefault(names.get("newTableName"), taken));
        tableRestores.add(restore);
        return restore;
    }

    void look(StubTableRestore restore) {
        restore.look();
        if (restore.status().equals("SUCCEEDED")) {
            tables.add(restore.warehouse + "/" + restore.target());
        }
    }
}
