package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about columns that are new, missing, or of another type than before. */
abstract class EvolutionCases extends ModeCases {
    @Test
    void aNewColumnIsAddedAndAMissingOneIsNull() throws Exception {
        require(SinkAbility.EVOLVE_COLUMNS);
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        Schema other = Schema.of(
                Column.of("name", ColumnType.TEXT),
                Column.of("id", ColumnType.LONG),
                Column.of("born", ColumnType.DATE));
        load(
                append(),
                other,
                "v2",
                records(other).add("Grace", "2", "1906-12-09").build());
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|Ada|3|null", "2|Grace|null|1906-12-09");
    }

    @Test
    void columnsThatTheLoadLacksKeepTheirValues() throws Exception {
        require(SinkAbility.UPSERT);
        require(SinkAbility.EVOLVE_COLUMNS);
        load(upsert("id"), PEOPLE, "v1", people("1,Ada,3"));
        Schema narrow = Schema.of(Column.of("id", ColumnType.LONG), Column.of("score", ColumnType.LONG));
        load(
                upsert("id"),
                narrow,
                "v2",
                records(narrow).add("1", "9").add("2", "4").build());
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|Ada|9", "2|null|4");
    }

    @Test
    void frozenTablesTakeNoNewColumn() throws Exception {
        require(SinkAbility.EVOLVE_COLUMNS);
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        Schema wider = Schema.of(Column.of("id", ColumnType.LONG), Column.of("born", ColumnType.DATE));
        SinkSetup frozen = new SinkSetup("t", WriteMode.APPEND, List.of(), SchemaPolicy.FREEZE);
        assertThatThrownBy(() -> sink(frozen).plan(wider))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("born")
                .hasMessageContaining("EVOLVE");
    }

    @Test
    void aNarrowColumnIsWidenedBeforeTheLoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema broken = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.decimal(6, 2)));
        Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
        load(append(), whole, "v1", records(whole).add("1", "10").build());
        load(
                append(),
                broken,
                "v2",
                records(planned(append(), broken)).add("2", "2.50").build());
        assertThat(planned(append(), broken).column(1).type().kind()).isEqualTo(ColumnType.Kind.DECIMAL);
        load(
                append(),
                text,
                "v3",
                records(planned(append(), text)).add("3", "n/a").build());
        assertThat(planned(append(), whole).column(1).type()).isEqualTo(ColumnType.TEXT);
        assertThat(sorted(rows("t").orElseThrow())).contains("3|n/a").hasSize(3);
    }

    @Test
    void aColumnIsWidenedInTheMiddleOfALoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        for (SinkSetup setup : widenedModes()) {
            try (SinkWriter writer = sink(setup).open(planned(setup, whole), version("v1"))) {
                write(writer, records(whole).add("1", "10").build());
                writer.commit(checkpoint(1, 1));
                write(writer, records(whole).add("2", "20").build());
                Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
                writer.evolve(text);
                write(writer, records(text).add("3", "n/a").build());
                writer.commit(checkpoint(3, 3));
                write(writer, records(text).add("4", "").build());
                writer.complete(checkpoint(4, 4));
            }
            assertThat(sorted(rows(setup.table()).orElseThrow())).containsExactly("1|10", "2|20", "3|n/a", "4|");
        }
    }

    @Test
    void aWholeNumberIsWidenedToADecimalInTheMiddleOfALoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema exact = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.decimal(21, 2)));
        for (SinkSetup setup : widenedModes()) {
            try (SinkWriter writer = sink(setup).open(planned(setup, whole), version("v1"))) {
                write(writer, records(whole).add("1", "9223372036854775807").build());
                writer.commit(checkpoint(1, 1));
                write(writer, records(whole).add("2", "-20").build());
                writer.evolve(exact);
                write(writer, records(exact).add("3", "2.25").build());
                writer.complete(checkpoint(3, 3));
            }
            assertRows(
                    setup.table(),
                    exact,
                    List.of(new String[] {"1", "9223372036854775807"}, new String[] {"2", "-20"}, new String[] {
                        "3", "2.25"
                    }));
        }
    }

    @Test
    void abortTakesAWideningBack() throws Exception {
        require(SinkAbility.UNDO_WIDENING);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
        try (SinkWriter writer = sink(append()).open(planned(append(), whole), version("v1"))) {
            write(writer, records(whole).add("1", "10").build());
            writer.commit(checkpoint(1, 1));
            writer.evolve(text);
            write(writer, records(text).add("2", "n/a").build());
            writer.abort();
            write(writer, records(whole).add("3", "30").build());
            writer.complete(checkpoint(2, 2));
        }
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|10", "3|30");
        assertThat(planned(append(), whole).column(1).type()).isEqualTo(ColumnType.LONG);
    }

    @Test
    void aTypeThatDoesNotFitIsRefusedBeforeTheLoad() throws Exception {
        require(SinkAbility.TYPED);
        Schema dates = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.DATE));
        load(append(), dates, "v1", records(dates).add("1", "2020-02-29").build());
        Schema numbers = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.LONG));
        assertThatThrownBy(() -> sink(append()).plan(numbers))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"v\"");
    }

    private static Column inferred(String name, ColumnType type) {
        return Column.of(name, type).withOrigin(Column.Origin.INFERRED);
    }

    private List<SinkSetup> widenedModes() {
        return modes().stream()
                .filter(setup -> setup.mode() != WriteMode.APPEND || abilities().contains(SinkAbility.UNDO_WIDENING))
                .toList();
    }
}
