package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "conflict_data_eth.csv, conflict_data_eth",
        "data/Food Prices (2024).CSV.gz, food_prices_2024",
        "a.b.csv, a_b",
        "x, x",
        ".csv, csv",
        "---.csv, records",
        "2020.csv, _2020",
        "-, stdin"
    })
    void tableOfAFile(String file, String table) {
        assertThat(TableNames.of(file)).isEqualTo(table);
    }

    @Test
    void tableOfRejects() {
        assertThat(TableNames.ofRejects("x/prices.rejects.csv")).contains("prices");
        assertThat(TableNames.ofRejects("prices.rejects.again.again.csv")).contains("prices");
        assertThat(TableNames.ofRejects("prices.csv")).isEmpty();
        assertThat(TableNames.againOf("x/prices.rejects.csv")).isEqualTo("x/prices.rejects.again.csv");
    }

    @Test
    void patternsAreExpandedAndSorted(@TempDir Path directory) throws IOException {
        for (String name : List.of("b.csv", "a.csv", "c.txt", "[x].csv", ".hidden.csv")) {
            Files.writeString(directory.resolve(name), "a\n");
        }
        Files.createDirectories(directory.resolve("sub/deep.csv"));
        Files.writeString(directory.resolve("sub/d.csv"), "a\n");
        Sources sources = new Sources(new Surroundings(
                System.in,
                System.out,
                System.err,
                directory,
                java.util.Map.of(),
                false,
                false,
                false,
                Ticker.system()));
        assertThat(sources.expand(List.of("?.csv"))).containsExactly("a.csv", "b.csv");
        assertThat(sources.expand(List.of("[x].csv"))).containsExactly("[x].csv");
        assertThat(sources.expand(List.of("**/?.csv"))).containsExactly("a.csv", "b.csv", "sub/d.csv");
        assertThat(sources.expand(List.of("sub/*.csv"))).containsExactly("sub/d.csv");
        assertThat(sources.expand(List.of("{a,c}.*", "b.csv"))).containsExactly("a.csv", "c.txt", "b.csv");
        assertThat(sources.expand(List.of(directory + "/a*"))).containsExactly(directory + "/a.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "One is here. Do this.|One is here.",
                "a.csv: \"x. Y\" is bad. Do this.|a.csv: \"x. Y\" is bad.",
                "No advice|No advice",
                "file x.csv is gone. /tmp exists.|file x.csv is gone."
            })
    void firstSentence(String message, String first) {
        assertThat(message.substring(0, ErrorLines.endOfFirstSentence(message))).isEqualTo(first);
    }
}
