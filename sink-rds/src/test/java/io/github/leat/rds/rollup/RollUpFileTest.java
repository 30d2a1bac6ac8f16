package io.github.leat.rds.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollUpFileTest {
    private static final String START = "table = t\nroll-up = r\n";

    private static RollUpFile parse(String text) {
        return RollUpFile.parse("f.rollup", text);
    }

    @Test
    void everyFormIsRead() {
        RollUpFile file = parse("\ufeff"
                + String.join(
                        "\r\n",
                        "# a comment",
                        "",
                        " target = jdbc:postgresql://h/d?x=y ",
                        "table = \"my table\"",
                        "roll-up=r",
                        "group = country , #adm1+name as \"the, province\", Week( \"the day\" ) AS w",
                        "measure = count, count(*) as rows, count(a) as as_a",
                        "measure = sum(b)",
                        "changes = SCAN"));
        assertThat(file.target()).contains("jdbc:postgresql://h/d?x=y");
        assertThat(file.rollUp())
                .isEqualTo(RollUp.of("r", "my table")
                        .by("country")
                        .by(Group.by("#adm1+name").as("the, province"))
                        .by(Group.by(Bucket.WEEK, "the day").as("w"))
                        .count()
                        .measure(Measure.count().as("rows"))
                        .measure(Measure.of(Aggregate.COUNT, "a").as("as_a"))
                        .measure(Aggregate.SUM, "b")
                        .build()
                        .changes(Changes.SCAN));
    }

    @Test
    void whatARollUpSaysOfItselfCanBeRead() {
        RollUp rollUp = RollUp.of("r \"1\"", "my table")
                .by(Group.by("as"))
                .by(Group.by(Bucket.DAY, "a(b), \"c\"").as("x"))
                .measure(Measure.of(Aggregate.MAX, "#affected+killed"))
                .build();
        assertThat(parse(rollUp.toString()).rollUp()).isEqualTo(rollUp);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour = red|3: \"colour\" is not known here",
                "group|3: \"\" is not understood",
                "group = a,|3: There is no column",
                "group = month(a|3: A closing parenthesis is missing",
                "group = month()|3: There is no column",
                "group = a as|3: There is no name after \"as\"",
                "group = a; b|3: \"a; b\" is not understood",
                "group = \"a|3: \"\"a\" is not understood",
                "group = \"\"|3: A column needs a name",
                "group = a as _leat_x|3: \"_leat_x\" begins with _leat_",
                "measure = median(a)|3: \"median\" is none of count, sum, avg, min, max",
                "measure = max|3: max needs a column",
                "table = u|3: \"table\" is said twice",
                "target =|3: \"target\" has no value",
                "changes = often|3: \"often\" is none of auto, triggers, scan",
                "group = a|4: The roll-up r needs at least one group and one measure"
            })
    void whatIsNotUnderstoodIsToldWithItsLine(String line, String message) {
        assertThatThrownBy(() -> parse(START + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("f.rollup:" + message);
    }

    @Test
    void aRollUpIsNotItsOwnTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RollUp.of("T", "t").by("a").count().build())
                .withMessageContaining("cannot have the name of its table");
    }
}
