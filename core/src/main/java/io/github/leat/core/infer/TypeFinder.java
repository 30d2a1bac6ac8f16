package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Candidate;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the type of one column by the lossless rule: what the profile suggests is tried in order with the very parser that
 * will read the column, on every value; the first that takes all of them is the type, else it is TEXT. Where two readings of
 * dates or numbers take all of them, nothing proves one, and it is TEXT too.
 */
final class TypeFinder implements ColumnFinder {
    /** Texts that often stand for a missing value; never taken for one unless declared. */
    private static final List<String> NULL_LIKE = List.of(
            "NA", "N/A", "n/a", "na", "NULL", "null", "Null", "None", "none", "NaN", "nan", "-", "--", "..", "\\N",
            "#N/A");

    private final Column column;
    private final ColumnProfile profile;
    private final char delimiter;
    private final List<Trial> trials = new ArrayList<>();

    TypeFinder(ColumnProfile profile, Column column, char delimiter) {
        this.column = column;
        this.profile = profile;
        this.delimiter = delimiter;
    }

    @Override
    public List<Trial> trials() {
        if (profile.values() > 0) {
            addCandidates();
        }
        return trials;
    }

    private void addCandidates() {
        long count = profile.values();
        if (profile.numbers() == count) {
            addNumbers();
        } else if (profile.numbers() + profile.count(CellKind.OTHER_NUMBER) == count) {
            addOtherNumbers();
        }
        addIfOnly(CellKind.TRUE_FALSE, ColumnType.BOOLEAN, Optional.empty());
        if (profile.hasBoth(CellKind.T_F)) {
            addIfOnly(CellKind.T_F, ColumnType.BOOLEAN, Optional.of(ValueFormat.T_F));
        }
        if (profile.hasBoth(CellKind.YES_NO)) {
            addIfOnly(CellKind.YES_NO, ColumnType.BOOLEAN, Optional.of(ValueFormat.YES_NO));
        }
        addIfOnly(CellKind.DATE, ColumnType.DATE, Optional.empty());
        addIfOnly(CellKind.TIME, ColumnType.TIME, Optional.empty());
        addIfOnly(CellKind.TIMESTAMP, ColumnType.TIMESTAMP, Optional.empty());
        addIfOnly(CellKind.TIMESTAMP_TZ, ColumnType.TIMESTAMP_TZ, Optional.empty());
        if (profile.only(CellKind.OTHER_DATE)) {
            for (ValueFormat format : profile.dates().formats()) {
                add(DateForm.hasTime(format) ? ColumnType.TIMESTAMP : ColumnType.DATE, Optional.of(format));
            }
        }
    }

    private void addNumbers() {
        boolean fractions = profile.count(CellKind.FRACTION) > 0;
        boolean exponents = profile.count(CellKind.SCIENTIFIC) > 0;
        if (!fractions && !exponents && profile.count(CellKind.BIG_INTEGER) == 0) {
            add(ColumnType.LONG, Optional.empty());
        } else if (fractions && GeoCoordinates.is(column)) {
            add(ColumnType.DOUBLE, Optional.empty());
        }
        int needed = profile.wholeDigits() + profile.scale();
        if (!exponents && needed <= ColumnType.MAX_PRECISION) {
            int precision = fractions ? Math.max(ColumnType.MAX_LONG_PRECISION, needed) : ColumnType.MAX_PRECISION;
            add(ColumnType.decimal(precision, profile.scale()), Optional.empty());
        }
        if (fractions || exponents) {
            add(ColumnType.DOUBLE, Optional.empty());
        }
    }

    /** Grouped numbers and those with a decimal comma, of up to 18 digits. */
    private void addOtherNumbers() {
        for (ValueFormat format : profile.numberForm().formats()) {
            int scale = profile.numberForm().scale(format);
            if (scale <= ColumnType.MAX_LONG_PRECISION) {
                ColumnType exact =
                        scale == 0 ? ColumnType.LONG : ColumnType.decimal(ColumnType.MAX_LONG_PRECISION, scale);
                add(scale > 0 && GeoCoordinates.is(column) ? ColumnType.DOUBLE : exact, Optional.of(format));
            }
        }
    }

    private void addIfOnly(CellKind kind, ColumnType type, Optional<ValueFormat> format) {
        if (profile.only(kind)) {
            add(type, format);
        }
    }

    private void add(ColumnType type, Optional<ValueFormat> format) {
        trials.add(new Trial(column.withType(type, format).withOrigin(Column.Origin.INFERRED)));
    }

    @Override
    public Found found() {
        if (profile.values() == 0) {
            String reason = profile.nulls() == 0 ? "There are no values." : "All values are empty.";
            Found none = text(1, reason, List.of());
            return new Found(none.column().withOrigin(Column.Origin.NO_VALUES), none.evidence());
        }
        List<Column> fitting =
                trials.stream().filter(Trial::holds).map(Trial::column).toList();
        if (fitting.isEmpty()) {
            return text();
        }
        boolean formed = fitting.get(0).format().isPresent();
        if (formed && fitting.size() > 1) {
            return ambiguous(fitting);
        }
        return formed ? formed(fitting.get(0)) : typed(fitting.get(0));
    }

    /** A form that all values are of, unless it takes more than the values to prove it. */
    private Found formed(Column chosen) {
        String pattern = chosen.format().map(ValueFormat::pattern).orElse("");
        if (chosen.type().isNumeric() && pattern.equals("0,0") && delimiter != ';') {
            return doubtful(chosen, "The commas may be decimal ones, which only semicolons between the fields prove;");
        }
        boolean blanks = pattern.startsWith("#") && !pattern.startsWith("#,") && !pattern.startsWith("#.");
        if (chosen.type().isNumeric() && blanks && profile.numberForm().looksLikeCode()) {
            return doubtful(chosen, "All values have as many digits, as codes have;");
        }
        if (DateForm.mayBeDayOfMonth(pattern) && !profile.dates().hasCertainYear()) {
            return doubtful(chosen, "The numbers may be years or days of the month;");
        }
        return typed(chosen);
    }

    private Found doubtful(Column chosen, String why) {
        Candidate candidate = new Candidate(describe(chosen), 0.5);
        return text(
                0.5,
                why + " declare " + describe(chosen) + " to read "
                        + (chosen.type().isNumeric() ? "numbers." : "dates."),
                List.of(candidate));
    }

    /** As {@code --types} takes it. */
    private static String describe(Column column) {
        return column.type()
                + column.format().map(format -> "(" + format.pattern() + ")").orElse("");
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
            patterns.add(candidate.format().map(ValueFormat::pattern).orElse(""));
            candidates.add(new Candidate(describe(candidate), 1.0 / fitting.size()));
        }
        String what = fitting.get(0).type().isNumeric() ? "numbers" : "dates";
        String reason = "All values read as " + String.join(" and as ", patterns)
                + ", and none proves one of them; declare the format to read " + what + ".";
        return text(0.5, reason, candidates);
    }

    private Found text() {
        CellKind mostly = profile.mostly();
        long numbers = profile.numbers() + profile.count(CellKind.OTHER_NUMBER);
        if (numbers * 2 > profile.values()) {
            mostly = profile.count(CellKind.INTEGER) == numbers ? CellKind.INTEGER : CellKind.FRACTION;
        }
        if (mostly == CellKind.TEXT) {
            return onlyText();
        }
        String reason = new TextReason(profile).sentence(mostly);
        if (profile.hasOneText() && profile.count(CellKind.TEXT) < profile.values()) {
            String text = profile.first(CellKind.TEXT).text();
            if (NULL_LIKE.contains(text)) {
                Candidate candidate = new Candidate("null text " + text, 0.5);
                return text(
                        0.5, reason + " Declare it as null text if it stands for a missing value.", List.of(candidate));
            }
        }
        return text(0.9, reason, List.of());
    }

    private Found onlyText() {
        String plural = profile.tags().plural();
        boolean all = profile.only(CellKind.TEXT) && !plural.isEmpty();
        String count = Count.of(profile.values());
        String reason = all
                ? count + " of " + count + " values are " + plural + ", which are kept as text."
                : "The values are texts, such as "
                        + profile.first(CellKind.TEXT).excerpt() + ".";
        return text(1, reason, List.of());
    }

    private Found text(double confidence, String reason, List<Candidate> candidates) {
        Column text = column.withType(ColumnType.TEXT, Optional.empty()).withOrigin(Column.Origin.INFERRED);
        return new Found(text, new Evidence(Step.TYPE, text.type().toString(), confidence, reason, candidates));
    }
}
