package io.github.leat.serve.catalog;

import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.LedgerRow;
import io.github.leat.rds.RollUpRow;
import io.github.leat.rds.RowIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table that Leat has loaded, or a roll-up of one, as it was when the catalog was read. Immutable.
 *
 * @param name the plain name
 * @param sql the name as SQL takes it
 * @param columns those that have a type of ours, in order
 * @param loads the ledger's rows of it, by source; none of a roll-up
 * @param rollUp what the list of roll-ups says of it; empty of a table that is none
 * @param estimatedRows about how many rows it had when its version was first seen; empty if the database could not say
 * @param identity what tells its rows apart
 * @param version changes with every commit of a load, every refresh, and every change of a column
 */
public record CatalogTable(
        String name,
        String sql,
        List<CatalogColumn> columns,
        List<LedgerRow> loads,
        Optional<RollUpRow> rollUp,
        OptionalLong estimatedRows,
        Optional<RowIdentity> identity,
        String version) {
    private static final Set<String> LATITUDES = Set.of("latitude", "lat", "y");
    private static final Set<String> LONGITUDES = Set.of("longitude", "lon", "lng", "long", "x");

    /** Copies the lists. */
    public CatalogTable {
        columns = List.copyOf(columns);
        loads = List.copyOf(loads);
    }

    /** The columns that say where a row is. */
    public record Coordinates(CatalogColumn latitude, CatalogColumn longitude) {}

    /** Columns that a request may mean: of the name exactly, else in another case, else of the HXL tag. */
    public List<CatalogColumn> columnsNamed(String name) {
        for (CatalogColumn column : columns) {
            if (column.name().equals(name)) {
                return List.of(column);
            }
        }
        if (name.startsWith("#")) {
            String tag = HxlTag.normal(name);
            return columns.stream()
                    .filter(column -> column.hxl().map(HxlTag::normal).equals(Optional.of(tag)))
                    .toList();
        }
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .toList();
    }

    /** The last commit of any of its loads, or its refresh, by the database's clock. */
    public Instant updatedAt() {
        return Stream.concat(
                        loads.stream().map(LedgerRow::updatedAt),
                        rollUp.stream().map(RollUpRow::refreshedAt))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** By HXL tag ({@code #geo+lat}, {@code #geo+lon}), else by name; empty unless both are there and numbers. */
    public Optional<Coordinates> coordinates() {
        Optional<CatalogColumn> latitude = coordinate("#geo+lat", LATITUDES);
        Optional<CatalogColumn> longitude = coordinate("#geo+lon", LONGITUDES);
        return latitude.isPresent() && longitude.isPresent()
                ? Optional.of(new Coordinates(latitude.get(), longitude.get()))
                : Optional.empty();
    }

    private Optional<CatalogColumn> coordinate(String tag, Set<String> names) {
        return columns.stream()
                .filter(CatalogColumn::isNumeric)
                .filter(column -> column.hxl().map(HxlTag::normal).equals(Optional.of(tag)))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.type().kind() == Kind.DOUBLE
                                || column.type().kind() == Kind.DECIMAL)
                        .filter(column -> names.contains(column.name().toLowerCase(Locale.ROOT)))
                        .findFirst());
    }
}
