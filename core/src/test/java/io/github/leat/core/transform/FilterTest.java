package io.github.leat.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Schema SCHEMA = Schema.of(
            Column.of("id", ColumnType.LONG),
            Column.of("Place name", ColumnType.TEXT).withHxl("#adm1+name"),
            Column.of("price", ColumnType.decimal(10, 2)),
            Column.of("score", ColumnType.DOUBLE),
            Column.of("day", ColumnType.DATE),
            Column.of("at", ColumnType.TIMESTAMP_TZ),
            Column.of("open", ColumnType.BOOLEAN));

    private static RecordBatch batch() {
        return Conform.to(SCHEMA)
                .apply(
                        BatchBuilder.of("t.csv", SCHEMA)
                                .add("1", "Kyïv", "1.50", "0.5", "2024-01-01", "2024-01-01T00:00:00Z", "true")
                                .add("2", "O'Hara", "2.50", "-1.5", "2024-02-29", "2024-02-29T12:00:00+02:00", "false")
                                .add("3", null, null, null, null, null, null)
                                .add("-4", "in", "-7.00", "1e3", "1969-12-31", "1969-12-31T23:59:59Z", "true")
                                .build(),
                        Rejects.none());
    }

    private static List<Long> kept(String predicate) {
        List<Long> ids = new ArrayList<>();
        RecordCursor cursor =
                Filter.where(predicate).apply(batch(), Rejects.none()).cursor();
        while (cursor.next()) {
            ids.add(cursor.getLong(0));
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id = 1 | [1]",
                "id <> 1 | [2, 3, -4]",
                "id != 1 and id<3 | [2, -4]",
                "id >= 1.5 | [2, 3]",
                "id < 99999999999999999999 | [1, 2, 3, -4]",
                "id in (-4, 3) | [3, -4]",
                "id not in (-4, 3) | [1, 2]",
                "id between 1 and 2 | [1, 2]",
                "not id between 1 and 2 | [3, -4]",
                "id not between 1 and 2 or id = 1 | [1, 3, -4]",
                "\"Place name\" = 'Kyïv' | [1]",
                "place_name = 'O''Hara' | [2]",
                "#adm1+name > 'Kz' | [2, -4]",
                "price = 1.5 | [1]",
                "price > 1.505 | [2]",
                "score > 0 | [1, -4]",
                "score = 1000 | [-4]",
                "day >= '2024-01-01' | [1, 2]",
                "at < '2024-02-29T11:00:00Z' | [1, 2, -4]",
                "at = '2024-02-29 10:00:00Z' | [2]",
                "open = true | [1, -4]",
                "not open = true | [2]",
                "open is null | [3]",
                "open IS NOT NULL | [1, 2, -4]",
                "price = 1 or id = 3 | [3]",
                "not (price = 1 or id = 3) | [1, 2, -4]",
                "not (price = 1 and id = 4) | [1, 2, 3, -4]",
                "id = 1 or id = 2 and open = true | [1]",
                "(id = 1 or id = 2) and open = false | [2]",
            })
    void keepsWhatIsTrue(String predicate, String ids) {
        assertThat(kept(predicate)).hasToString(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id = | 5 | the end",
                "id 1 | 4 | \"1\"",
                "id = 1 id | 8 | \"id\"",
                "id = 'x | 6 | not closed",
                "id ; 1 | 4 | no meaning",
                "(id = 1 | 8 | the end",
                "id in 1 | 7 | \"1\"",
                "id not = 1 | 8 | in or between",
                "id = open | 6 | a number",
            })
    void saysWhereAPredicateIsWrong(String predicate, int at, String what) {
        assertThatThrownBy(() -> Filter.where(predicate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at character " + at + ":")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id = '1'", "id = 1..2", "day = '01/02/2024'", "place_name = 1", "open = 'true'", "nid = 1"})
    void aLiteralMustBeOfItsColumnsType(String predicate) {
        Filter filter = Filter.where(predicate);
        assertThatThrownBy(() -> filter.outputSchema(SCHEMA))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("at character ")
                .hasMessageContaining(predicate);
    }

    @Test
    void deepNestingIsRefusedNotAStackOverflow() {
        assertThatThrownBy(() -> Filter.where("(".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested");
    }
}
