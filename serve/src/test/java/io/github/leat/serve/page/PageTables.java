package io.github.leat.serve.page;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables that the page is looked at with. */
final class PageTables {
    private static final Path REAL = Path.of("../../shared/data");
    private static final String SKIPPED =
            "The page is tested with the examples alone; -Dleat.page.real=true takes real files too,"
                    + " where they are beside this repository (../shared/data/acled and ucdp).";

    private static final String EVENTS =
            "\"category\":\"event_type\",\"categoryLabel\":\"Event type\",\"place\":\"location\","
                    + "\"placeLabel\":\"Location\",\"number\":\"fatalities\",\"numberLabel\":\"Fatalities\",\"date\":\"event_date\","
                    + "\"area\":\"admin1\"";
    private static final String UCDP = "{\"name\":\"ucdp\",\"only\":[\"chart over time\",\"the map\",\"the CSV\"],"
            + "\"place\":\"where_coordinates\",\"placeLabel\":\"Where coordinates\",\"number\":\"best\","
            + "\"numberLabel\":\"Best\",\"date\":\"date_start\",\"area\":\"adm_1\"}";

    private final Path database;

    PageTables(Path database) {
        this.database = database;
    }

    /** Loads them; what is checked of which, as JSON. */
    String load(Path directory) throws IOException {
        load("conflict_events", Path.of("../examples/data/conflict_events.csv"));
        load("hostile", hostile(directory));
        load("many_places", manyPlaces(directory));
        load("words", Files.writeString(directory.resolve("words.csv"), "word,other\none,a\ntwo,b\nthree,c\n"));
        if (!Boolean.getBoolean("leat.page.real")
                || !Files.isDirectory(REAL.resolve("acled"))
                || !Files.isDirectory(REAL.resolve("ucdp"))) {
            System.out.println(SKIPPED);
            return "[{\"name\":\"conflict_events\"," + EVENTS + "}]";
        }
        for (String country : List.of("eth", "moz", "tza", "zmb")) {
            load("acled", REAL.resolve("acled").resolve("conflict_data_" + country + ".csv"));
        }
        load("ucdp", REAL.resolve("ucdp").resolve("conflict_data_ssd.csv"));
        return "[{\"name\":\"acled\"," + EVENTS + "}," + UCDP + "]";
    }

    private void load(String table, Path file) {
        Load.from(FileSource.of(file))
                .into(RdsSink.duckdb(database).table(table))
                .lineage()
                .run();
    }

    /** Texts that would do something if they were taken for markup, addresses, lists or SQL. */
    private static Path hostile(Path directory) throws IOException {
        List<String> kinds = List.of(
                "<b>bold</b>",
                "javascript:alert(1)",
                "\"a,b\\c\"",
                "'; DROP TABLE x; --",
                "%00%ff&x=1#y",
                "\u202egnirts",
                "__proto__",
                "x".repeat(3_000));
        List<String> lines = new ArrayList<>(List.of("id,<img src=x onerror=alert(1)>,kind,day,latitude,longitude,n"));
        for (int i = 0; i < 8 * kinds.size(); i++) {
            lines.add(i + "," + (i % 2 == 0 ? "\"\"\"><svg onload=alert(2)>\"" : "<script>alert(1)</script>") + ","
                    + kinds.get(i % kinds.size()) + ",2024-" + (i % 12 < 9 ? "0" : "") + (i % 12 + 1) + "-11,"
                    + (i % 60 - 10.5) + "," + (i * 2 - 100.25) + "," + i);
        }
        return Files.write(directory.resolve("hostile.csv"), lines);
    }

    /** More of them than groups are answered. */
    private static Path manyPlaces(Path directory) throws IOException {
        StringBuilder text = new StringBuilder("n,latitude,longitude\n");
        for (int i = 0; i < 10_500; i++) {
            text.append(i)
                    .append(',')
                    .append((i % 105 * 11 - 500) / 100.0)
                    .append(',')
                    .append((i / 105 * 13 + 2_000) / 100.0)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("many-places.csv"), text);
    }
}
