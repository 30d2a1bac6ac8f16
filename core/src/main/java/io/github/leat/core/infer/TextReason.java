package io.github.leat.core.infer;

/** Says why a column that is mostly numbers, dates or truth values is TEXT nevertheless. */
final class TextReason {
    private final ColumnProfile profile;

    TextReason(ColumnProfile profile) {
        this.profile = profile;
    }

    String sentence(CellKind mostly) {
        if (profile.count(CellKind.TEXT) > 0) {
            return offender(profile.first(CellKind.TEXT), mostly);
        }
        if (mostly == CellKind.OTHER_NUMBER && profile.only(mostly)) {
            return "The numbers are not all written one way, such as "
                    + profile.first(mostly).placed() + ".";
        }
        if (profile.numbers() == profile.values()) {
            return "The numbers have more digits than a type gives back unchanged.";
        }
        if (mostly.isBoolean() && profile.only(mostly)) {
            return "All values are " + profile.first(mostly).excerpt() + ", which alone is no proof of truth values.";
        }
        for (CellKind kind : CellKind.values()) {
            if (kind != mostly && profile.count(kind) > 0) {
                return offender(profile.first(kind), mostly);
            }
        }
        return "The dates are not all of one form.";
    }

    private String offender(Sighting value, CellKind mostly) {
        long usual = mostly.isNumber() ? profile.numbers() : profile.count(mostly);
        String rest = usual * 2 < profile.values()
                ? "."
                : "; " + Count.of(usual) + " of " + Count.of(profile.values()) + " values are " + plural(mostly) + ".";
        return value.placed() + " " + fault(value.text(), mostly) + rest;
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
            case FRACTION, SCIENTIFIC, OTHER_NUMBER -> "numbers";
            case TRUE_FALSE, T_F, YES_NO -> "truth values";
            case DATE, OTHER_DATE -> "dates";
            case TIME -> "times";
            case TIMESTAMP, TIMESTAMP_TZ -> "dates with times";
            case TEXT -> "texts";
        };
    }
}
