package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.SqlNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about values and names. */
abstract class ValueCases extends RefusalCases {
    private static final int LONG_TEXT = 1 << 20;

    /** Bytes of the longest text that the backend must keep: 1 MiB, unless the database itself takes no such text. */
    protected int longTextBytes() {
        return LONG_TEXT;
    }

    /** A table name with whatever the backend allows; quotes and semicolons by default. */
    protected String hostileTable() {
        return "ta\"ble'; drop table t; -- ünï 😀 select";
    }

    @Test
    void everyTypeKeepsItsExtremes() throws Exception {
        List<Column> columns = List.of(
                Column.of("b", ColumnType.BOOLEAN),
                Column.of("l", ColumnType.LONG),
                Column.of("d4", ColumnType.decimal(4, 2)),
                Column.of("d9", ColumnType.decimal(9, 0)),
                Column.of("d18", ColumnType.decimal(18, 18)),
                Column.of("d38", ColumnType.decimal(38, 10)),
                Column.of("f", ColumnType.DOUBLE),
                Column.of("dt", ColumnType.DATE),
                Column.of("tm", ColumnType.TIME),
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("tz", ColumnType.TIMESTAMP_TZ),
                Column.of("x", ColumnType.TEXT));
        Schema schema = Schema.of(columns);
        String max = "9".repeat(28) + "." + "9".repeat(10);
        List<@Nullable String[]> values = List.of(
                new String[] {
                    "true",
                    "9223372036854775807",
                    "99.99",
                    "999999999",
                    "0." + "9".repeat(18),
                    max,
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "1.7976931348623157E308" : "9.9E125",
                    "9999-12-31",
                    "23:59:59.999999",
                    "9999-12-31T23:59:59.999999",
                    "9999-12-31T23:59:59.999999Z",
                    "text"
                },
                new String[] {
                    "false",
                    "-9223372036854775808",
                    "-99.99",
                    "-999999999",
                    "-0." + "9".repeat(18),
                    "-" + max,
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "4.9E-324" : "1.0E-130",
                    "0001-01-01",
                    "00:00:00",
                    "0001-01-01T00:00:00",
                    "1969-12-31T23:59:59.999999Z",
                    ""
                },
                new String[] {
                    "true",
                    "0",
                    "0",
                    "0",
                    "0",
                    "0",
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "-1.7976931348623157E308" : "-9.9E125",
                    "1970-01-01",
                    "12:00",
                    "1970-01-01T00:00",
                    "1970-01-01T02:00:00+02:00",
                    " "
                },
                new String[] {
                    "false",
                    "-1",
                    "-0.01",
                    "-1",
                    "0.000000000000000001",
                    "0.0000000001",
                    "-0.0",
                    "2000-02-29",
                    "00:00:00.000001",
                    "1582-10-04T00:00:00.000001",
                    "0001-01-02T00:00:00+14:00",
                    "007"
                },
                new @Nullable String[] {null, null, null, null, null, null, null, null, null, null, null, null});
        BatchBuilder records = records(schema);
        values.forEach(records::add);
        load(append(), schema, "v1", records.build());
        assertRows("t", schema, values);
    }

    @Test
    void textsStayByteForByte() throws Exception {
        Schema schema = Schema.of(Column.of("id", ColumnType.LONG), Column.of("x", ColumnType.TEXT));
        List<String> texts = List.of(
                "'",
                "\"",
                "''; DROP TABLE t; --",
                "a,b",
                "a\nb",
                "a\r\nb",
                "\\",
                "\\n",
                "a\\\"b",
                "ünïcødé 日本 😀👩‍👩‍👧",
                " blank ",
                "\t",
                "NULL",
                "null",
                "N/A",
                "007",
                "1e5",
                "%s $1 ? :name ${x} <y>",
                "exactly12byt",
                "thirteenbytes",
                "x".repeat(abilities().contains(SinkAbility.LARGE_VALUES) ? longTextBytes() : longTextBytes() / 4));
        BatchBuilder records = records(schema);
        List<@Nullable String[]> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            values.add(new String[] {String.valueOf(i), texts.get(i)});
        }
        values.forEach(records::add);
        load(append(), schema, "v1", records.build());
        assertRows("t", schema, values);
    }

    @Test
    void anyNameWillDo() throws Exception {
        List<String> names = List.of(
                "select",
                "a\"b",
                "it's",
                "semi;colon",
                "white space",
                "ünï 😀",
                "back\\slash",
                "? :p ${x} <y>",
                "_leat_record",
                "n".repeat(SqlNames.MAX_LENGTH),
                "long".repeat(30));
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(Column.of(name, ColumnType.TEXT).withNames(name, name));
        }
        Schema schema = Schema.of(columns);
        String[] values = names.stream().map(name -> "v of " + name).toArray(String[]::new);
        for (SinkSetup setup : modes(hostileTable(), "select", "a\"b")) {
            load(setup, schema, "v1", records(schema).add(values).build());
            load(setup, schema, "v2", records(schema).add(values).build());
            assertThat(rows(setup.table()).orElseThrow().get(0))
                    .containsEntry("a\"b", "v of a\"b")
                    .hasSize(names.size());
        }
    }
}
