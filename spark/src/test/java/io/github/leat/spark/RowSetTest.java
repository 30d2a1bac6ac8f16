package io.github.leat.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class RowSetTest {
    private static final Schema TEXTS = schema(ColumnType.TEXT, ColumnType.TEXT);

    private static Schema schema(ColumnType a, ColumnType b) {
        return Schema.of(List.of(Column.of("a", a), Column.of("b", b)));
    }

    private static RowSet rows(Schema schema, String... records) throws IOException {
        RowSet set = new RowSet(false);
        RowBytes form = new RowBytes();
        byte[] text = String.join("\n", records).getBytes(UTF_8);
        try (CsvReader reader = CsvReader.builder().schema(schema).build("test", new ByteArrayInputStream(text))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor record = batch.cursor();
                while (record.next()) {
                    set.add(form.of(record, schema));
                }
            }
        }
        return set;
    }

    @Test
    void orderAndPartsMakeNoDifference() throws IOException {
        RowSet whole = rows(TEXTS, "a,1", "b,2", "c,3");
        assertThat(rows(TEXTS, "c,3", "a,1", "b,2")).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(rows(TEXTS, "b,2").add(rows(TEXTS, "c,3", "a,1"))).isEqualTo(whole);
        assertThat(whole.count()).isEqualTo(3);
    }

    @Test
    void eachRowCounts() throws IOException {
        RowSet once = rows(TEXTS, "a,1");
        assertThat(rows(TEXTS, "a,1", "a,1")).isNotEqualTo(once);
        assertThat(rows(TEXTS, "a,1", "a,1", "a,1")).isNotEqualTo(once);
        assertThat(rows(TEXTS, "a,1", "a,1", "b,2")).isNotEqualTo(rows(TEXTS, "a,1", "b,2", "b,2"));
        assertThat(rows(TEXTS)).isNotEqualTo(once);
    }

    @Test
    void valuesStayInTheirRowsAndFields() throws IOException {
        assertThat(rows(TEXTS, "a,1", "b,2")).isNotEqualTo(rows(TEXTS, "a,2", "b,1"));
        assertThat(rows(TEXTS, "ab,c")).isNotEqualTo(rows(TEXTS, "a,bc"));
        assertThat(rows(TEXTS, "a,")).isNotEqualTo(rows(TEXTS, ",a"));
        assertThat(rows(TEXTS, "a,\"|S1:b\"")).isNotEqualTo(rows(TEXTS, "\"a|S1:\",b"));
    }

    @Test
    void nothingEmptyTextAndTypesAreTold() throws IOException {
        assertThat(rows(TEXTS, "a,")).isNotEqualTo(rows(TEXTS, "a,\"\""));
        assertThat(rows(TEXTS, "a,~")).isNotEqualTo(rows(TEXTS, "a,"));
        RowSet text = rows(TEXTS, "a,1");
        RowSet number = rows(schema(ColumnType.TEXT, ColumnType.LONG), "a,1");
        assertThat(number).isNotEqualTo(text);
        assertThat(rows(schema(ColumnType.TEXT, ColumnType.DOUBLE), "a,1")).isNotEqualTo(number);
        RowSet typed = rows(TEXTS, "a,1");
        typed.has(TEXTS);
        assertThat(typed).isNotEqualTo(text);
        text.has(schema(ColumnType.TEXT, ColumnType.LONG));
        assertThat(typed).isNotEqualTo(text);
    }

    @Test
    void rowOfSparkIsTheRecordItWasMadeOf() throws IOException {
        Schema schema = schema(ColumnType.decimal(20, 2), ColumnType.DATE);
        StructType fields = new StructType()
                .add("a", DataTypes.createDecimalType(20, 2))
                .add("b", DataTypes.DateType)
                .add(RowSet.LOADED_AT, DataTypes.StringType);
        GenericInternalRow row =
                new GenericInternalRow(new Object[] {Decimal.apply("1.50"), 18_262, UTF8String.fromString("now")});
        RowSet set = new RowSet(false);
        set.add(new RowBytes().of(row, fields));
        assertThat(set).isEqualTo(rows(schema, "1.50,2020-01-01")).isNotEqualTo(rows(schema, "1.51,2020-01-01"));
        row.update(1, null);
        RowSet without = new RowSet(false);
        without.add(new RowBytes().of(row, fields));
        assertThat(without).isEqualTo(rows(schema, "1.5,"));
    }
}
