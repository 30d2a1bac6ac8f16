package io.github.leat.core.load;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of several sources that are loaded into one target: all columns of all of them, matched by SQL name, each with
 * the widest of its types. The order is the first source's, then that in which columns come up. Immutable.
 *
 * <p>Made before anything is written, so that the first source makes a table that fits the last.
 */
public final class UnifiedSchema {
    private final Schema schema;

    private UnifiedSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * How one source differs from all of them together.
     *
     * @param source its name
     * @param differences what differs; empty if nothing does
     */
    public record Member(String source, List<Difference> differences) {
        /** Copies the list. */
        public Member {
            differences = List.copyOf(differences);
        }
    }

    /** What a source and the unified columns may differ in. */
    public enum Kind {
        /** The source lacks the column. */
        MISSING,
        /** The source has the column elsewhere in the order of its own. */
        ORDER,
        /** The source's values are of a narrower type. */
        TYPE,
        /** The source has another HXL tag, or none. */
        HXL
    }

    /**
     * One difference.
     *
     * @param column the column's name
     * @param kind what differs
     * @param here what the source has: a type, a tag, a number from 1; empty if nothing
     * @param unified what all of them have together
     */
    public record Difference(String column, Kind kind, Optional<String> here, String unified) {}

    /** The columns of all these sources. */
    public static UnifiedSchema of(List<Schema> sources) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Schema source : sources) {
            for (Column column : source.columns()) {
                columns.merge(column.sqlName(), column, UnifiedSchema::join);
            }
        }
        List<Column> all = columns.values().stream()
                .map(column -> sources.stream().allMatch(source -> indexOf(source, column.sqlName()) >= 0)
                        ? column
                        : column.withNullable(true))
                .toList();
        return new UnifiedSchema(Schema.of(all));
    }

    /** All columns. */
    public Schema schema() {
        return schema;
    }

    /** How a source with these columns differs. */
    public Member compare(String source, Schema own) {
        List<Difference> differences = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < schema.size(); i++) {
            Column wanted = schema.column(i);
            int at = indexOf(own, wanted.sqlName());
            if (at < 0) {
                differences.add(difference(
                        wanted, Kind.MISSING, Optional.empty(), wanted.type().toString()));
                continue;
            }
            Column mine = own.column(at);
            if (at < last) {
                differences.add(
                        difference(wanted, Kind.ORDER, Optional.of(String.valueOf(at + 1)), String.valueOf(i + 1)));
            }
            last = Math.max(last, at);
            if (!mine.type().equals(wanted.type()) && mine.origin() != Column.Origin.NO_VALUES) {
                differences.add(difference(
                        wanted,
                        Kind.TYPE,
                        Optional.of(mine.type().toString()),
                        wanted.type().toString()));
            }
            if (!mine.hxl().equals(wanted.hxl())) {
                differences.add(
                        difference(wanted, Kind.HXL, mine.hxl(), wanted.hxl().orElse("")));
            }
        }
        return new Member(source, differences);
    }

    private static Difference difference(Column column, Kind kind, Optional<String> here, String unified) {
        return new Difference(column.name(), kind, here, unified);
    }

    /** Shows a source's columns as these: in their order and types, each source with the form of its own values. */
    public Columns columnsFor(Schema own) {
        List<Column> columns = new ArrayList<>();
        int[] indexes = new int[schema.size()];
        for (int i = 0; i < indexes.length; i++) {
            Column wanted = schema.column(i);
            indexes[i] = indexOf(own, wanted.sqlName());
            if (indexes[i] < 0) {
                columns.add(wanted);
            } else {
                Column mine = own.column(indexes[i]);
                columns.add(wanted.withType(
                                wanted.type(),
                                mine.type().kind() == wanted.type().kind() ? mine.format() : Optional.empty())
                        .withOrigin(mine.origin() == Column.Origin.NO_VALUES ? wanted.origin() : mine.origin()));
            }
        }
        return new Columns(Schema.of(columns), indexes);
    }

    private static int indexOf(Schema schema, String sqlName) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.column(i).sqlName().equals(sqlName)) {
                return i;
            }
        }
        return -1;
    }

    private static Column join(Column a, Column b) {
        Column named =
                a.hxl().isEmpty() && b.hxl().isPresent() ? a.withHxl(b.hxl().get()) : a;
        boolean nullable = a.nullable() || b.nullable();
        if (a.origin() == Column.Origin.NO_VALUES || b.origin() == Column.Origin.NO_VALUES) {
            Column valued = a.origin() == Column.Origin.NO_VALUES ? b : a;
            return named.withType(valued.type(), valued.format())
                    .withOrigin(valued.origin())
                    .withNullable(true);
        }
        boolean declared = a.origin() == Column.Origin.DECLARED && b.origin() == Column.Origin.DECLARED;
        return named.withType(
                        join(a.type(), b.type()), a.type().kind() == b.type().kind() ? a.format() : Optional.empty())
                .withOrigin(declared ? Column.Origin.DECLARED : Column.Origin.INFERRED)
                .withNullable(nullable);
    }

    /** The narrowest type that takes the values of both; values that it does not take after all widen the column later. */
    private static ColumnType join(ColumnType a, ColumnType b) {
        if (a.equals(b)) {
            return a;
        }
        if (!a.isNumeric() || !b.isNumeric()) {
            return ColumnType.TEXT;
        }
        if (a.kind() == ColumnType.Kind.DOUBLE || b.kind() == ColumnType.Kind.DOUBLE) {
            return ColumnType.DOUBLE;
        }
        if (a.kind() == ColumnType.Kind.LONG || b.kind() == ColumnType.Kind.LONG) {
            return a.kind() == ColumnType.Kind.LONG ? b : a;
        }
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return whole + scale <= ColumnType.MAX_PRECISION ? ColumnType.decimal(whole + scale, scale) : ColumnType.TEXT;
    }
}
