package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column of declared type, which it keeps whatever its values are; the evidence says what they are. Where no format was
 * declared, the first one that all values are of is taken.
 */
final class DeclaredColumn implements ColumnFinder {
    private final ColumnValues values;
    private final Column declared;
    private final List<Trial> trials = new ArrayList<>();

    DeclaredColumn(ColumnValues values, Column declared) {
        this.values = values;
        this.declared = declared;
    }

    @Override
    public List<Trial> trials() {
        trials.add(new Trial(declared));
        if (declared.format().isEmpty()) {
            for (ValueFormat format : formats()) {
                trials.add(new Trial(declared.withType(declared.type(), Optional.of(format))));
            }
        }
        return trials;
    }

    private List<ValueFormat> formats() {
        return switch (declared.type().kind()) {
            case BOOLEAN -> List.of(ValueFormat.T_F, ValueFormat.YES_NO, ValueFormat.ONE_ZERO);
            case DATE ->
                values.profile().dates().formats().stream()
                        .filter(format -> !DateForm.hasTime(format))
                        .toList();
            case TIMESTAMP -> values.profile().dates().formats();
            case LONG, DECIMAL, DOUBLE -> values.profile().numberForm().formats();
            case TIME, TIMESTAMP_TZ, TEXT -> List.of();
        };
    }

    @Override
    public Found found() {
        Trial trial = trials.stream().filter(Trial::holds).findFirst().orElse(trials.get(0));
        Sighting refused = trial.refused();
        String reason = refused == null
                ? "It was declared; all values of the sample are of it."
                : "It was declared, but " + refused.placed() + " is not of it.";
        double confidence = refused == null ? 1 : 0.5;
        Column column = trial.column();
        return new Found(column, new Evidence(Step.TYPE, column.type().toString(), confidence, reason, List.of()));
    }
}
