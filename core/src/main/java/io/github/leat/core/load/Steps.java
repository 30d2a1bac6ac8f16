package io.github.leat.core.load;

import io.github.leat.core.infer.Layout;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.transform.Aliases;
import io.github.leat.core.transform.Cast;
import io.github.leat.core.transform.Computed;
import io.github.leat.core.transform.Constants;
import io.github.leat.core.transform.Filter;
import io.github.leat.core.transform.NullIf;
import io.github.leat.core.transform.Projection;
import io.github.leat.core.transform.Transform;
import io.github.leat.core.transform.Trim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a load does with records, as the user asked for it, in the order in which it is done: aliases, select and rename, trim,
 * null-if, constants, types; conforming; functions, the filter, lineage.
 */
final class Steps {
    private static final int PRINT_LENGTH = 8;

    private final Map<String, List<String>> aliases = new LinkedHashMap<>();
    private final List<String> select = new ArrayList<>();
    private final Map<String, String> renames = new LinkedHashMap<>();
    private final List<Constants.Constant> constants = new ArrayList<>();
    private final Map<String, Cast.Target> casts = new LinkedHashMap<>();
    private final List<Computed> computed = new ArrayList<>();
    private final List<String> predicates = new ArrayList<>();
    private Optional<Trim> trim = Optional.empty();
    private NullIf nullIf = NullIf.none();
    private Transform filter = Transform.identity();
    private boolean lineage;

    void alias(String name, List<String> others) {
        if (others.isEmpty() || aliases.put(name, others) != null) {
            throw new IllegalArgumentException(
                    "Column \"" + name + "\" needs its aliases named once, and at least one.");
        }
    }

    void select(List<String> columns) {
        select.addAll(columns);
    }

    void rename(String from, String to) {
        if (renames.put(from, to) != null) {
            throw new IllegalArgumentException("Column \"" + from + "\" is renamed twice.");
        }
    }

    void trim(List<String> columns) {
        List<String> all = new ArrayList<>(trim.map(Trim::columns).orElse(List.of()));
        all.addAll(columns);
        boolean everything =
                columns.isEmpty() || trim.filter(t -> t.columns().isEmpty()).isPresent();
        trim = Optional.of(new Trim(everything ? List.of() : all));
    }

    void nullIf(List<String> texts) {
        nullIf = nullIf.texts(texts);
    }

    void nullIf(String column, List<String> texts) {
        nullIf = nullIf.texts(column, texts);
    }

    void constant(Column column, String text) {
        constants.add(new Constants.Constant(column, text));
    }

    void cast(String column, ColumnType type, Optional<ValueFormat> format) {
        if (casts.put(column, new Cast.Target(type, format)) != null) {
            throw new IllegalArgumentException("The type of column \"" + column + "\" is declared twice.");
        }
    }

    void compute(Computed step) {
        computed.add(step);
    }

    void where(String predicate) {
        filter = filter.then(Filter.where(predicate));
        predicates.add(predicate);
    }

    void lineage() {
        lineage = true;
    }

    boolean hasLineage() {
        return lineage;
    }

    List<Computed> computed() {
        return List.copyOf(computed);
    }

    Transform filter() {
        return filter;
    }

    /** Columns and their texts, before types are looked at. */
    private Transform texts() {
        Transform named =
                select.isEmpty() && renames.isEmpty() ? Transform.identity() : new Projection(select, renames);
        Transform result = aliases.isEmpty() ? named : new Aliases(aliases).then(named);
        if (trim.isPresent()) {
            result = result.then(trim.get());
        }
        return nullIf.ifAny().isPresent() ? result.then(nullIf) : result;
    }

    /** What comes before conforming. */
    Transform reading() {
        return constants.isEmpty() ? texts() : texts().then(new Constants(constants));
    }

    /** The columns before conforming, their types found again where texts change. */
    Schema schema(Layout layout) {
        Transform texts = texts();
        Schema schema = texts.outputSchema(layout.schema());
        Schema named = schema;
        List<Integer> changed = new ArrayList<>();
        Schema cast = new Cast(casts).outputSchema(new Constants(constants).outputSchema(schema));
        IntStream.range(0, schema.size())
                .filter(i -> cast.column(i).origin() != Column.Origin.DECLARED)
                .filter(i -> isChanged(named, i))
                .forEach(changed::add);
        if (!changed.isEmpty()) {
            schema = Retyping.of(new SampleRecords(layout, texts), schema, changed);
        }
        return new Cast(casts).outputSchema(new Constants(constants).outputSchema(schema));
    }

    private boolean isChanged(Schema schema, int column) {
        boolean trimmed = trim.filter(step -> step.columns().isEmpty()
                        || step.columns().stream().anyMatch(name -> isNamed(schema.column(column), name)))
                .isPresent();
        return trimmed || IntStream.of(nullIf.columns(schema)).anyMatch(index -> index == column);
    }

    private static boolean isNamed(Column column, String name) {
        return name.equals(column.name())
                || name.equals(column.sqlName())
                || column.hxl().filter(name::equalsIgnoreCase).isPresent();
    }

    /**
     * What tells these steps from others: eight hexadecimal digits. A function is told by its columns and its class, so that
     * one that was changed in place goes unnoticed.
     */
    String print(Layout layout) {
        return print(layout, "");
    }

    /** The same for a source that is not loaded as a whole. */
    String print(Layout layout, String how) {
        List<String> declared = layout.schema().columns().stream()
                .filter(column -> column.origin() == Column.Origin.DECLARED)
                .map(column -> column.name() + ' ' + column.type() + ' ' + column.format())
                .toList();
        List<String> functions = computed.stream()
                .map(step -> step.columns() + " "
                        + (step.function().getClass().isHidden()
                                ? ""
                                : step.function().getClass().getName()))
                .toList();
        String text = String.join(
                "\n",
                aliases.toString(),
                select.toString(),
                new TreeSet<>(renames.entrySet().stream()
                                .map(Map.Entry::toString)
                                .toList())
                        .toString(),
                trim.toString(),
                nullIf.toString(),
                constants.toString(),
                casts.toString(),
                functions.toString(),
                predicates.toString(),
                String.valueOf(lineage),
                declared + how);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, PRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
