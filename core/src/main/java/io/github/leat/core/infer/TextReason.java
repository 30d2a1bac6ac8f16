package io.github.leat.core.infer;

/** Says why a column that is mostly numbers, dates or truth values is TEXT nevertheless. */
final class TextReason {
    private final ColumnValues values;
    private final ColumnProfile profile;

    TextReason(ColumnValues values) {
        this.values = values;
        this.profile = values.profile();
    }

    String sentence(CellKind mostly) {
        if (profile.count(CellKind.TEXT) > 0) {
            return offender(profile.first(CellKind.TEXT), mostly);
        }
        if (profile.numbers() == profile.values()) {
            return "The numbers have more digits than a type gives back unchanged.";
        }
        if (mostly.isBoolean() && profile.only(mostly)) {
            return "All values are " + values.excerpt(profile.first(mostly))
                    + ", which alone is no proof of truth values.";
        }
        for (CellKind kind : CellKind.values()) {
            if (kind != mostly && profile.count(kind) > 0) {
                return offender(profile.first(kind), mostly);
            }
        }
        return "The dates are not all of one form.";
    }

    private String offender(int field, CellKind mostly) {
        String text = values.text(field);
        String where = values.excerpt(field) + " in record " + values.recordOf(field) + " ";
        int numbers = profile.numbers();
        long usual = mostly.isNumber() ? numbers : profile.count(mostly);
        String rest = usual * 2 < profile.values()
                ? "."
                : "; " + Count.of(usual) + " of " + Count.of(profile.values()) + " values are " + plural(mostly) + ".";
        return where + fault(text, mostly) + rest;
    }

    private static String fault(String text, CellKind mostly) {
        if (text.matches("-?0[0-9.]+")) {
            return "has a leading zero";
        }
        if (text.matches("\\+[0-9.]+")) {
            return "has a plus sign";
        }
        if (text.matches("-?[0-9.,]+ ?%")) {
            return "is a percentage";
        }
        if (text.matches("-?[0-9]{1,3}([,' .\u00A0][0-9]{3})+([.,][0-9]+)?")) {
            return "has grouped digits";
        }
        if (text.matches("-?[0-9]+,[0-9]+")) {
            return "has a comma that may be a decimal one";
        }
        if (!text.equals(text.strip())) {
            return "has blanks around it";
        }
        return "is not one of the " + plural(mostly);
    }

    private static String plural(CellKind kind) {
        return switch (kind) {
            case INTEGER, BIG_INTEGER -> "integers";
            case FRACTION, SCIENTIFIC -> "numbers";
            case TRUE_FALSE, T_F, YES_NO -> "truth values";
            case DATE, OTHER_DATE -> "dates";
            case TIME -> "times";
            case TIMESTAMP, TIMESTAMP_TZ -> "dates with times";
            case TEXT -> "texts";
        };
    }
}
