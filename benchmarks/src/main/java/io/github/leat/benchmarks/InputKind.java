package io.github.leat.benchmarks;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.LineEnd;
import io.github.leat.testkit.generate.Script;
import java.util.ArrayList;
import java.util.List;

/** What is read: invented by the generator from a fixed seed. */
public enum InputKind {
    /** Conflict events with long quoted notes, some with accents and other scripts. */
    ACLED(CsvShape.ACLED, Script.MIXED, "dd MMMM yyyy"),
    /** The same in ASCII only, as the files on HDX mostly are: decoders of characters have a faster path for it. */
    ACLED_ASCII(CsvShape.ACLED, Script.ASCII, "dd MMMM yyyy"),
    /** Many short numbers, nothing quoted. */
    NUMERIC(CsvShape.NUMERIC, Script.MIXED, "yyyy-MM-dd"),
    /** Every field quoted. */
    QUOTED(CsvShape.QUOTED, Script.MIXED, "yyyy-MM-dd");

    private static final long SEED = 20_201_107;

    private final CsvShape shape;
    private final Script script;
    private final String datePattern;

    InputKind(CsvShape shape, Script script, String datePattern) {
        this.shape = shape;
        this.script = script;
        this.datePattern = datePattern;
    }

    /** The names in the header. */
    public List<String> columns() {
        return shape.columns();
    }

    /** How the dates are written, as {@link java.time.format.DateTimeFormatter} names it. */
    public String datePattern() {
        return datePattern;
    }

    /** The types of the columns. */
    public List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>();
        columns().forEach(name -> types.add(type(name)));
        return types;
    }

    byte[] generate(LineEnd lineEnd, int megabytes) {
        return CsvGenerator.builder(shape)
                .script(script)
                .lineEnd(lineEnd)
                .seed(SEED)
                .bytes(megabytes * 1_000_000L)
                .build()
                .toBytes();
    }

    private static ColumnType type(String column) {
        return switch (column) {
            case "data_id", "iso", "event_id_no_cnty", "year", "time_precision", "inter1", "inter2", "interaction" ->
                ColumnType.LONG;
            case "geo_precision", "fatalities", "timestamp", "id", "quantity", "w01", "w02" -> ColumnType.LONG;
            case "event_date", "day" -> ColumnType.DATE;
            case "latitude", "longitude", "amount" -> ColumnType.DOUBLE;
            case "flag" -> ColumnType.BOOLEAN;
            default ->
                column.matches("n\\d\\d")
                        ? ColumnType.LONG
                        : column.matches("d\\d\\d") ? ColumnType.DOUBLE : ColumnType.TEXT;
        };
    }
}
