package io.github.leat.serve.catalog;

import io.github.leat.rds.LedgerRow;
import io.github.leat.rds.LoadedTable;
import io.github.leat.rds.LoadedTable.LoadedColumn;
import io.github.leat.rds.RdsCatalogue;
import io.github.leat.rds.RdsDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Reads the catalog: the ledger each time, a table's columns only when its ledger rows are not those of the last reading.
 * Thread-safe.
 */
public final class CatalogReader {
    private static final String OURS = "_leat_";
    private final RdsDatabase database;

    /** @param database where handles given to {@link #read} lead to */
    public CatalogReader(RdsDatabase database) {
        this.database = database;
    }

    /**
     * Reads it.
     *
     * @param before the last reading
     */
    public Catalog read(Handle handle, Optional<Catalog> before) throws SQLException {
        Instant now = Instant.now();
        RdsCatalogue catalogue = database.catalogue(handle);
        Map<String, List<LedgerRow>> byTable = new LinkedHashMap<>();
        for (LedgerRow row : catalogue.loads()) {
            if (!row.table().toLowerCase(Locale.ROOT).startsWith(OURS)) {
                byTable.computeIfAbsent(key(row.table()), name -> new ArrayList<>())
                        .add(row);
            }
        }
        List<CatalogTable> tables = new ArrayList<>();
        for (List<LedgerRow> loads : byTable.values()) {
            Optional<CatalogTable> known = before.flatMap(catalog -> catalog.tables().stream()
                    .filter(table -> table.loads().equals(loads))
                    .findFirst());
            known.ifPresent(tables::add);
            if (known.isEmpty()) {
                catalogue
                        .table(loads.get(0).table())
                        .map(table -> describe(table, loads))
                        .ifPresent(tables::add);
            }
        }
        return new Catalog(tables, now);
    }

    /** DuckDB tells no tables apart by case. */
    private String key(String table) {
        return database.product() == RdsDatabase.Product.DUCKDB ? table.toLowerCase(Locale.ROOT) : table;
    }

    private static CatalogTable describe(LoadedTable table, List<LedgerRow> loads) {
        List<CatalogColumn> columns = table.columns().stream()
                .filter(column -> column.type().isPresent())
                .map(CatalogReader::describe)
                .toList();
        TableVersion version = new TableVersion().add(TableVersion.ofLoads(loads));
        columns.forEach(column -> version.add(column.name()).add(column.nativeType()));
        return new CatalogTable(table.name(), table.sql(), columns, loads, table.identity(), version.toString());
    }

    private static CatalogColumn describe(LoadedColumn column) {
        HxlTag.Comment comment = HxlTag.Comment.parse(column.comment());
        return new CatalogColumn(
                column.name(),
                column.sql(),
                comment.originalName().orElse(column.name()),
                comment.tag(),
                column.type().orElseThrow(),
                column.nativeType(),
                column.nullable());
    }
}
