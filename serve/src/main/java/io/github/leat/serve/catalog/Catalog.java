package io.github.leat.serve.catalog;

import io.github.leat.rds.LedgerAccess;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables that Leat has loaded into a database, and their roll-ups, as they were at one moment. Immutable.
 *
 * @param tables by name; never the ledger or a staging table, and none that the user may not read
 * @param ledger whether what was loaded could be told at all
 * @param readAt when it was read, by the clock of this process
 */
public record Catalog(List<CatalogTable> tables, LedgerAccess ledger, Instant readAt) {
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
        TableVersion version = new TableVersion().add(ledger);
        tables.forEach(table -> version.add(table.name()).add(table.version()).add(table.estimatedRows()));
        return version.toString();
    }

    /** The last commit of any load or refresh. */
    public Instant updatedAt() {
        return tables.stream()
                .map(CatalogTable::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
