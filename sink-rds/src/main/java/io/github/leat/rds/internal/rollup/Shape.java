package io.github.leat.rds.internal.rollup;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.TargetTable;
import io.github.leat.rds.rollup.Aggregate;
import io.github.leat.rds.rollup.Bucket;
import io.github.leat.rds.rollup.Group;
import io.github.leat.rds.rollup.Measure;
import io.github.leat.rds.rollup.RollUp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A roll-up whose names have been found in its table.
 *
 * @param rollUp as the user says it
 * @param table the table it is made of
 * @param outputs groups, then measures
 */
record Shape(RollUp rollUp, TargetTable table, List<Output> outputs) {
    private static final Set<Kind> NUMBERS = Set.of(Kind.LONG, Kind.DECIMAL, Kind.DOUBLE);
    private static final Set<Kind> TIMES = Set.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMP_TZ);
    /** A number of no precision is a text to a load, for it holds any number. */
    private static final Pattern NUMBER = Pattern.compile("(numeric|decimal|money|HUGEINT|UHUGEINT)\\b.*");

    /** @throws SchemaException if the table has no such columns, or they cannot be aggregated so */
    static Shape of(RollUp rollUp, TargetTable table, Map<String, String> comments) {
        List<Output> outputs = new ArrayList<>();
        for (Group group : rollUp.groups()) {
            TargetColumn column = find(rollUp, table, comments, group.column());
            group.bucket().ifPresent(bucket -> requireTime(rollUp, column, bucket));
            String name = group.name()
                    .orElse(column.name()
                            + group.bucket().map(bucket -> "_" + lower(bucket)).orElse(""));
            outputs.add(new Output(
                    name,
                    Optional.of(column),
                    group.bucket(),
                    Optional.empty(),
                    comments.getOrDefault(column.name(), "")));
        }
        for (Measure measure : rollUp.measures()) {
            Optional<TargetColumn> column = measure.column().map(wanted -> find(rollUp, table, comments, wanted));
            column.ifPresent(found -> requireFit(rollUp, measure.aggregate(), found));
            String made = lower(measure.aggregate());
            String name = measure.name()
                    .orElse(made + column.map(found -> "_" + found.name()).orElse(""));
            String of = column.map(found -> (found.name() + " " + comments.getOrDefault(found.name(), "")).strip())
                    .orElse("rows");
            outputs.add(new Output(name, column, Optional.empty(), Optional.of(measure), made + " of " + of));
        }
        requireDistinct(rollUp, outputs);
        return new Shape(rollUp, table, List.copyOf(outputs));
    }

    private static TargetColumn find(RollUp rollUp, TargetTable table, Map<String, String> comments, String wanted) {
        Optional<TargetColumn> byName = table.column(wanted);
        if (byName.isPresent() || !wanted.startsWith("#")) {
            return byName.orElseThrow(() -> new SchemaException("The table " + table.name() + " of the roll-up "
                    + rollUp.name() + " has no column \"" + wanted + "\". It has "
                    + String.join(
                            ", ",
                            table.columns().stream().map(TargetColumn::name).toList())
                    + "."));
        }
        List<TargetColumn> tagged = table.columns().stream()
                .filter(column -> hasTag(comments.getOrDefault(column.name(), ""), wanted))
                .toList();
        if (tagged.size() != 1) {
            throw new SchemaException("The HXL tag " + wanted + " stands on "
                    + (tagged.isEmpty() ? "no column" : tagged.size() + " columns") + " of the table " + table.name()
                    + ". Write the column's name.");
        }
        return tagged.get(0);
    }

    private static boolean hasTag(String comment, String tag) {
        return (" " + comment).toLowerCase(Locale.ROOT).endsWith(" " + tag.toLowerCase(Locale.ROOT));
    }

    private static void requireTime(RollUp rollUp, TargetColumn column, Bucket bucket) {
        if (column.type().map(ColumnType::kind).filter(TIMES::contains).isEmpty()) {
            throw new SchemaException("The roll-up " + rollUp.name() + " has " + lower(bucket) + "(" + column.name()
                    + "), but the column is " + column.nativeType() + ". Choose a column of dates or timestamps.");
        }
    }

    private static void requireFit(RollUp rollUp, Aggregate aggregate, TargetColumn column) {
        Optional<Kind> kind = column.type().map(ColumnType::kind);
        boolean fits = switch (aggregate) {
            case COUNT -> true;
            case SUM, AVG ->
                kind.filter(NUMBERS::contains).isPresent()
                        || NUMBER.matcher(column.nativeType()).matches();
            case MIN, MAX -> !kind.equals(Optional.of(Kind.BOOLEAN));
        };
        if (!fits) {
            throw new SchemaException("The roll-up " + rollUp.name() + " has " + lower(aggregate) + "(" + column.name()
                    + "), but the column is " + column.nativeType() + ". Leave it out, or choose another column.");
        }
    }

    private static void requireDistinct(RollUp rollUp, List<Output> outputs) {
        Set<String> seen = new HashSet<>();
        for (Output output : outputs) {
            if (!seen.add(output.name().toLowerCase(Locale.ROOT))) {
                throw new SchemaException("Two columns of the roll-up " + rollUp.name() + " are named \""
                        + output.name() + "\". Give one another name with \"as\".");
            }
        }
    }

    List<Output> groups() {
        return outputs.stream().filter(Output::isGroup).toList();
    }

    List<Output> measures() {
        return outputs.stream().filter(output -> !output.isGroup()).toList();
    }

    /** The columns of the table that the roll-up is made of, by name. */
    Map<String, TargetColumn> used() {
        Map<String, TargetColumn> used = new TreeMap<>();
        outputs.forEach(output -> output.source().ifPresent(column -> used.put(column.name(), column)));
        return used;
    }

    /** Equal for roll-ups that are kept in the same columns of the same types. */
    String text() {
        StringBuilder text = new StringBuilder(rollUp.toString());
        used().values()
                .forEach(column -> text.append(column.name())
                        .append(' ')
                        .append(column.nativeType())
                        .append(column.nullable() ? "" : " NOT NULL")
                        .append('\n'));
        outputs.forEach(output -> text.append(output.name()).append('\n'));
        return text.toString();
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
