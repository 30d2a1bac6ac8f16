package io.github.leat.serve.catalog;

import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.LedgerRow;
import io.github.leat.rds.LoadedTable;
import io.github.leat.rds.LoadedTable.LoadedColumn;
import io.github.leat.rds.RdsCatalogue;
import io.github.leat.rds.RdsDatabase;
import io.github.leat.rds.RollUpRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Reads the catalog: the ledger and the list of roll-ups each time, a table's columns only when its rows there are not those of
 * the last reading. Thread-safe.
 */
public final class CatalogReader {
    private static final String OURS = "_leat_";
    private final RdsDatabase database;
    private final SourceNames sources;

    /**
     * @param database where handles given to {@link #read} lead to
     * @param sources how sources are shown
     */
    public CatalogReader(RdsDatabase database, SourceNames sources) {
        this.database = database;
        this.sources = sources;
    }

    /** What is known of a table beside its columns. */
    private record Known(String name, List<LedgerRow> loads, Optional<RollUpRow> rollUp) {
        boolean isOf(CatalogTable table) {
            return table.loads().equals(loads) && table.rollUp().equals(rollUp);
        }
    }

    /**
     * Reads it.
     *
     * @param before the last reading
     */
    public Catalog read(Handle handle, Optional<Catalog> before) throws SQLException {
        Instant now = Instant.now();
        RdsCatalogue catalogue = database.catalogue(handle);
        List<CatalogTable> tables = new ArrayList<>();
        for (Known known : known(catalogue)) {
            Optional<CatalogTable> same = before.flatMap(
                    catalog -> catalog.tables().stream().filter(known::isOf).findFirst());
            if (same.isPresent()) {
                tables.add(same.get());
                continue;
            }
            Optional<LoadedTable> table = catalogue.table(known.name());
            if (table.isPresent()) {
                tables.add(describe(
                        table.get(), known, catalogue.estimatedRows(table.get().name())));
            }
        }
        return new Catalog(tables, catalogue.ledger(), now);
    }

    private Collection<Known> known(RdsCatalogue catalogue) throws SQLException {
        Map<String, List<LedgerRow>> loads = new LinkedHashMap<>();
        for (LedgerRow row : catalogue.loads()) {
            if (!row.table().toLowerCase(Locale.ROOT).startsWith(OURS)) {
                loads.computeIfAbsent(key(row.table()), name -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, Known> known = new LinkedHashMap<>();
        loads.forEach((key, rows) -> known.put(key, new Known(rows.get(0).table(), rows, Optional.empty())));
        for (RollUpRow rollUp : catalogue.rollUps()) {
            known.put(
                    key(rollUp.name()),
                    new Known(rollUp.name(), loads.getOrDefault(key(rollUp.name()), List.of()), Optional.of(rollUp)));
        }
        return known.values();
    }

    /** DuckDB tells no tables apart by case. */
    private String key(String table) {
        return database.product() == RdsDatabase.Product.DUCKDB ? table.toLowerCase(Locale.ROOT) : table;
    }

    private CatalogTable describe(LoadedTable table, Known known, OptionalLong rows) {
        List<CatalogColumn> columns = table.columns().stream()
                .filter(column -> column.type().isPresent())
                .map(this::describe)
                .toList();
        TableVersion version = new TableVersion().add(TableVersion.ofLoads(known.loads()));
        known.rollUp().ifPresent(version::add);
        columns.forEach(column -> version.add(column.name()).add(column.nativeType()));
        return new CatalogTable(
                table.name(),
                table.sql(),
                columns,
                known.loads(),
                known.rollUp(),
                rows,
                table.identity(),
                version.toString());
    }

    private CatalogColumn describe(LoadedColumn column) {
        String value = "t." + column.sql();
        HxlTag.Comment comment = HxlTag.Comment.parse(column.comment());
        return new CatalogColumn(
                column.name(),
                column.type().orElseThrow().kind() == Kind.TEXT ? sources.expression(column.name(), value) : value,
                comment.originalName().orElse(column.name()),
                comment.tag(),
                column.type().orElseThrow(),
                column.nativeType(),
                column.nullable());
    }
}
