package io.github.leat.benchmarks.all;

/** Sides as people write them. */
final class SideName {
    private SideName() {}

    static String of(String side) {
        return switch (side) {
            case "LEAT" -> Grid.OURS;
            case "LEAT_CURSOR" -> "Leat, cursor";
            case "LEAT_CONFORMED" -> "Leat conformed";
            case "FASTCSV" -> "FastCSV";
            case "FASTCSV_CHARS" -> "FastCSV chars";
            case "FASTCSV_JDK" -> "FastCSV + JDK";
            case "UNIVOCITY" -> "Univocity";
            case "UNIVOCITY_TWO_THREADS" -> "Univocity, two threads";
            case "COMMONS_CSV" -> "Commons CSV";
            case "JACKSON" -> "Jackson CSV";
            case "DEEPHAVEN" -> "deephaven-csv";
            case "DUCKDB" -> "DuckDB";
            default -> throw new IllegalArgumentException(side + " has no name for tables. Add it to SideName.");
        };
    }
}
