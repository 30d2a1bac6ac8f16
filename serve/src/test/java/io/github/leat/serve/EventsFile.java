package io.github.leat.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The records that all databases are loaded with. */
final class EventsFile {
    /** Every type, NULLs in each column but the first, equal values, texts that collations order in different ways. */
    static final List<String> LINES = List.of(
            "id,Country,Event Date,fatalities,lat,lon,at,price,big,ratio,verified,notes",
            "#id,#country,#date+occurred,#affected+killed,#geo+lat,#geo+lon,#date +reported,,,,,",
            "1,Mali,2024-01-03,5,12.5,-8.0,2024-01-03T10:00:00Z,1.50,9007199254740993,0.5,true,\"a, \"\"b\"\"\"",
            "2,Mali,2024-01-20,0,12.6,-8.1,2024-01-20T11:30:00.5Z,2.25,2,0.25,false,x",
            "3,Niger,2024-02-01,,13.5,2.1,2024-02-01T23:59:59Z,3.00,3,1.5,true,",
            "4,,2024-02-11,7,,,2024-02-11T00:00:00Z,,4,2.5,,é",
            "5,mali,2024-03-31,5,1.25,2.5,2024-03-31T23:30:00Z,1.50,5,,false,Zebra",
            "6,Mali,,5,91.0,0.5,,10.00,,4.75,true,100% _like\\",
            "7,Ärger,2024-12-30,12,-1.5,-170.25,2024-12-30T12:00:00Z,0.01,7,8.125e0,true,O'Neil; DROP TABLE events--",
            "8,Niger,2025-01-01,0,0.0,0.0,2025-01-01T00:00:00Z,0.99,-8,-1.0,false,line");

    private EventsFile() {}

    static Path in(Path directory) throws IOException {
        return Files.write(directory.resolve("events.csv"), LINES);
    }

    /** Rows that are equal in every column, NULLs among them, more than a page has. */
    static Path doubles(Path directory) throws IOException {
        StringBuilder text = new StringBuilder("kind,n,word\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 3 == 0 ? "" : "k" + i % 2)
                    .append(',')
                    .append(i % 4 == 0 ? "" : String.valueOf(i % 4))
                    .append(',')
                    .append("w" + i / 20)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("doubles.csv"), text);
    }
}
