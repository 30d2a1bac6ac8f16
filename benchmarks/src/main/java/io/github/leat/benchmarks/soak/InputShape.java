package io.github.leat.benchmarks.soak;

import io.github.leat.testkit.generate.CsvShape;
import java.util.List;

/** What files look like, and which columns of them are loaded: those whose values are the same in all targets. */
enum InputShape {
    EVENTS(
            CsvShape.ACLED,
            "event_id_cnty",
            "fatalities",
            "event_id_cnty,event_date,event_type,country,latitude,longitude,notes,fatalities"),
    NUMBERS(CsvShape.NUMERIC, "id", "n03", "id,day,area,n03,n12,d04,d08,w01"),
    QUOTED(CsvShape.QUOTED, "id", "quantity", "id,day,name,place,amount,quantity,title,remark");

    final CsvShape csv;
    final String key;
    /** The column that faulty records have a word in; declared to be a number, so that they are rejected in every target. */
    final String number;

    private final String columns;

    InputShape(CsvShape csv, String key, String number, String columns) {
        this.csv = csv;
        this.key = key;
        this.number = number;
        this.columns = columns;
    }

    List<String> columns() {
        return List.of(columns.split(",", -1));
    }
}
