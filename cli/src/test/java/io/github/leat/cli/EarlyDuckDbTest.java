package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyDuckDbTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "load a.csv",
                "load a.csv --table t",
                "load a.csv --into duckdb:a.duckdb",
                "load --into=duckdb:a.duckdb a.csv",
                "loads duckdb:a.duckdb",
                "serve duckdb:a.duckdb"
            })
    void aCommandThatOpensItStartsIt(String line) {
        assertThat(EarlyDuckDb.isWanted(words(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "load",
                "load --help",
                "load a.csv --into csv:b.csv",
                "load a.csv --into=jdbc:postgresql://h/d",
                "preview a.csv",
                "cat duckdb.csv",
                "--version"
            })
    void othersDoNot(String line) {
        assertThat(EarlyDuckDb.isWanted(words(line))).isFalse();
    }

    @Test
    void theThreadEnds() throws InterruptedException {
        Thread early = EarlyDuckDb.start("load", "a.csv");
        early.join(60_000);
        assertThat(early.isAlive()).isFalse();
    }

    private static List<String> words(String line) {
        return Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
