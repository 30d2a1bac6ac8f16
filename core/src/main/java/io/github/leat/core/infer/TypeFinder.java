package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Candidate;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.record.internal.ValueParser;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the type of one column by the lossless rule: what the profile suggests is tried in order with the very parser that
 * will read the column, on every value of the sample; the first that takes all of them is the type, else it is TEXT.
 */
final class TypeFinder {
    /** A column with its type, and why. */
    record Found(Column column, Evidence evidence) {}

    private final ColumnValues values;
    private final Column column;
    private final ColumnProfile profile;

    TypeFinder(ColumnValues values, Column column) {
        this.values = values;
        this.column = column;
        this.profile = values.profile();
    }

    Found find() {
        if (profile.values() == 0) {
            String reason = profile.nulls() == 0 ? "There are no values." : "All values are empty.";
            Found none = text(1, reason, List.of());
            return new Found(none.column().withOrigin(Column.Origin.NO_VALUES), none.evidence());
        }
        List<Column> fitting = candidates().stream().filter(this::takesAll).toList();
        if (fitting.size() > 1 && isTemporal(fitting.get(0))) {
            return ambiguous(fitting);
        }
        return fitting.isEmpty() ? text() : typed(fitting.get(0));
    }

    private List<Column> candidates() {
        List<Column> candidates = new ArrayList<>();
        int count = profile.values();
        if (profile.numbers() == count) {
            addNumbers(candidates);
        }
        addIfOnly(candidates, CellKind.TRUE_FALSE, ColumnType.BOOLEAN, Optional.empty());
        if (values.hasBoth(CellKind.T_F)) {
            addIfOnly(candidates, CellKind.T_F, ColumnType.BOOLEAN, Optional.of(ValueFormat.T_F));
        }
        if (values.hasBoth(CellKind.YES_NO)) {
            addIfOnly(candidates, CellKind.YES_NO, ColumnType.BOOLEAN, Optional.of(ValueFormat.YES_NO));
        }
        addIfOnly(candidates, CellKind.DATE, ColumnType.DATE, Optional.empty());
        addIfOnly(candidates, CellKind.TIME, ColumnType.TIME, Optional.empty());
        addIfOnly(candidates, CellKind.TIMESTAMP, ColumnType.TIMESTAMP, Optional.empty());
        addIfOnly(candidates, CellKind.TIMESTAMP_TZ, ColumnType.TIMESTAMP_TZ, Optional.empty());
        if (profile.only(CellKind.OTHER_DATE)) {
            for (ValueFormat format : profile.dates().formats()) {
                boolean time = format.pattern().contains("H");
                candidates.add(inferred(time ? ColumnType.TIMESTAMP : ColumnType.DATE, Optional.of(format)));
            }
        }
        return candidates;
    }

    private void addNumbers(List<Column> candidates) {
        boolean fractions = profile.count(CellKind.FRACTION) > 0;
        boolean exponents = profile.count(CellKind.SCIENTIFIC) > 0;
        if (!fractions && !exponents && profile.count(CellKind.BIG_INTEGER) == 0) {
            candidates.add(inferred(ColumnType.LONG, Optional.empty()));
        } else if (fractions && GeoCoordinates.is(column)) {
            candidates.add(inferred(ColumnType.DOUBLE, Optional.empty()));
        }
        int needed = profile.wholeDigits() + profile.scale();
        if (!exponents && needed <= ColumnType.MAX_PRECISION) {
            int precision = fractions ? Math.max(ColumnType.MAX_LONG_PRECISION, needed) : ColumnType.MAX_PRECISION;
            candidates.add(inferred(ColumnType.decimal(precision, profile.scale()), Optional.empty()));
        }
        if (fractions || exponents) {
            candidates.add(inferred(ColumnType.DOUBLE, Optional.empty()));
        }
    }

    private void addIfOnly(List<Column> candidates, CellKind kind, ColumnType type, Optional<ValueFormat> format) {
        if (profile.only(kind)) {
            candidates.add(inferred(type, format));
        }
    }

    private Column inferred(ColumnType type, Optional<ValueFormat> format) {
        return column.withType(type, format).withOrigin(Column.Origin.INFERRED);
    }

    private boolean takesAll(Column candidate) {
        return values.firstRefused(ValueParser.of(candidate)) < 0;
    }

    private static boolean isTemporal(Column candidate) {
        return !candidate.type().isNumeric();
    }

    private Found typed(Column chosen) {
        String count = Count.of(profile.values());
        String format = chosen.format().map(f -> " of the form " + f.pattern()).orElse("");
        String what = switch (chosen.type().kind()) {
            case LONG -> "integers";
            case DECIMAL -> "exact numbers";
            case DOUBLE -> "numbers that a double gives back unchanged";
            case BOOLEAN -> "truth values";
            case DATE -> "dates";
            case TIME -> "times";
            case TIMESTAMP -> "dates with times";
            case TIMESTAMP_TZ -> "instants";
            case TEXT -> "texts";
        };
        String reason = count + " of " + count + " values are " + what + format + ".";
        double confidence = 1 - 1.0 / (profile.values() + 1);
        return new Found(chosen, new Evidence(Step.TYPE, chosen.type().toString(), confidence, reason, List.of()));
    }

    private Found ambiguous(List<Column> fitting) {
        List<Candidate> candidates = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        for (Column candidate : fitting) {
            String pattern = candidate.format().map(ValueFormat::pattern).orElse("");
            patterns.add(pattern);
            candidates.add(new Candidate(candidate.type() + " " + pattern, 1.0 / fitting.size()));
        }
        String reason = "All values read as " + String.join(" and as ", patterns)
                + ", and none proves one of them; declare the format to read dates.";
        return text(0.5, reason, candidates);
    }

    private Found text() {
        CellKind mostly = profile.mostly();
        if (profile.numbers() * 2 > profile.values()) {
            mostly = profile.count(CellKind.FRACTION) > 0 ? CellKind.FRACTION : CellKind.INTEGER;
        }
        if (mostly == CellKind.TEXT) {
            return text(
                    1,
                    "The values are texts, such as " + values.excerpt(profile.first(CellKind.TEXT)) + ".",
                    List.of());
        }
        return text(0.9, new TextReason(values).sentence(mostly), List.of());
    }

    private Found text(double confidence, String reason, List<Candidate> candidates) {
        Column text = inferred(ColumnType.TEXT, Optional.empty());
        return new Found(text, new Evidence(Step.TYPE, text.type().toString(), confidence, reason, candidates));
    }

    /** A declared type: kept whatever the sample says, which the evidence does say. */
    static Found declared(ColumnValues values, Column declared) {
        Column column =
                declared.format().isPresent() ? declared : declared.withType(declared.type(), format(values, declared));
        int refused = values.firstRefused(ValueParser.of(column));
        String reason = refused < 0
                ? "It was declared; all values of the sample are of it."
                : "It was declared, but " + values.excerpt(refused) + " in record " + values.recordOf(refused)
                        + " is not of it.";
        double confidence = refused < 0 ? 1 : 0.5;
        return new Found(column, new Evidence(Step.TYPE, column.type().toString(), confidence, reason, List.of()));
    }

    /** The form of a declared truth value or date, as the values are written; empty for the ISO form. */
    private static Optional<ValueFormat> format(ColumnValues values, Column declared) {
        List<ValueFormat> formats = switch (declared.type().kind()) {
            case BOOLEAN -> List.of(ValueFormat.T_F, ValueFormat.YES_NO, ValueFormat.ONE_ZERO);
            case DATE, TIMESTAMP -> values.profile().dates().formats();
            default -> List.of();
        };
        if (values.firstRefused(ValueParser.of(declared)) < 0) {
            return Optional.empty();
        }
        return formats.stream()
                .filter(format -> {
                    Column candidate = declared.withType(declared.type(), Optional.of(format));
                    return values.firstRefused(ValueParser.of(candidate)) < 0;
                })
                .findFirst();
    }
}
