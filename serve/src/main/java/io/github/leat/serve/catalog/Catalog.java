package io.github.leat.serve.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables that Leat has loaded into a database, as they were at one moment. Immutable.
 *
 * @param tables by name; never the ledger or a staging table
 * @param readAt when it was read, by the clock of this process
 */
public record Catalog(List<CatalogTable> tables, Instant readAt) {
    /** Sorts. */
    public Catalog {
        tables =
                tables.stream().sorted(Comparator.comparing(CatalogTable::name)).toList();
    }

    /** The table of this name. */
    public Optional<CatalogTable> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Changes when any table's does. */
    public String version() {
        TableVersion version = new TableVersion();
        tables.forEach(table -> version.add(table.name()).add(table.version()));
        return version.toString();
    }

    /** The last commit of any load. */
    public Instant updatedAt() {
        return tables.stream()
                .map(CatalogTable::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
