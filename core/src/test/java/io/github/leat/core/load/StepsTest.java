package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.RecordCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with records between reader and sink, through whole loads. */
class StepsTest {
    @TempDir
    Path directory;

    private Load load(String text) throws IOException {
        return Load.from(FileSource.of(Files.writeString(directory.resolve("in.csv"), text)))
                .into(CsvSink.to(directory.resolve("out.csv")))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")));
    }

    private String out() throws IOException {
        return Files.readString(directory.resolve("out.csv"));
    }

    private static ColumnType type(LoadPlan plan, int column) {
        return plan.schema().column(column).type();
    }

    @Test
    void trimmedTextsAreTypedAfterTrimming() throws IOException {
        Load load = load("id,name\n 1 ,\" Ada  \"\n\t2\u00A0,Grace\n3,\"  \"\n4,   \n")
                .trim();
        assertThat(type(load.plan(), 0)).isEqualTo(ColumnType.LONG);
        load.run();
        assertThat(out()).isEqualTo("id,name\n1,Ada\n2,Grace\n3,\"\"\n4,\n");
    }

    @Test
    void onlyNamedColumnsAreTrimmed() throws IOException {
        load("a,b\n x , y \n").trim("b").run();
        assertThat(out()).isEqualTo("a,b\n x ,y\n");
        assertThatThrownBy(() -> load("a,b\n x , y \n").trim("c").plan())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"c\"");
    }

    @Test
    void textsThatMeanNullDoNotCountForTheType() throws IOException {
        Load load = load("iso,n,note\nNA,1,\"NA\"\nBI,NA,-\nRW,-,x\n")
                .nullIfIn("n", "NA", "-")
                .nullIfIn("note", "NA");
        LoadPlan plan = load.plan();
        assertThat(type(plan, 1)).isEqualTo(ColumnType.LONG);
        load.run();
        assertThat(out()).isEqualTo("iso,n,note\nNA,1,\nBI,,-\nRW,,x\n");
    }

    @Test
    void textsThatMeanNullEverywhereComeAfterTrimming() throws IOException {
        load("a,b\n NA ,1\n2, -\n").trim().nullIf("NA", "-").run();
        assertThat(out()).isEqualTo("a,b\n,1\n2,\n");
    }

    @Test
    void aStreamIsTypedAgainWithoutBeingReadTwice() throws IOException {
        Load load = Load.from(StreamSource.of(
                        "stdin", new ByteArrayInputStream("a\nNA\n7\n".getBytes(StandardCharsets.UTF_8))))
                .into(CsvSink.to(directory.resolve("out.csv")))
                .nullIf("NA");
        LoadReport report = load.run();
        assertThat(report.schema().column(0).type()).isEqualTo(ColumnType.LONG);
        assertThat(out()).isEqualTo("a\n\"\"\n7\n");
    }

    @Test
    void constantsFollowTheColumnsAndHaveTheTypeThatIsDeclared() throws IOException {
        Load load = load("a\n1\n2\n")
                .constant("country", "Burundi, \"BDI\"")
                .constant("year", "2024")
                .cast("year", ColumnType.LONG)
                .where("year = 2024 and a > 1");
        assertThat(type(load.plan(), 2)).isEqualTo(ColumnType.LONG);
        assertThat(load.run().counts()).isEqualTo(new RecordCounts(2, 1, 0, 0, 1));
        assertThat(out()).isEqualTo("a,country,year\n2,\"Burundi, \"\"BDI\"\"\",2024\n");
    }

    @Test
    void aConstantThatIsNotOfItsTypeRejectsEveryRecord() throws IOException {
        LoadReport report = load("a\n1\n")
                .constant("day", "soon")
                .cast("day", ColumnType.DATE)
                .run();
        assertThat(report.rejects()).containsEntry(RejectCode.CONVERSION, 1L);
        assertThatThrownBy(() -> load("a\n1\n").constant("a", "x").plan())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("constant");
    }

    @Test
    void castDeclaresTheTypeOfARenamedColumn() throws IOException {
        LoadReport report = load("Price,b\n007,x\n1.5,y\n")
                .rename("Price", "cost")
                .cast("cost", ColumnType.LONG)
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(2, 1, 0, 1, 0));
        assertThat(Files.readString(directory.resolve("rejects.csv")))
                .startsWith("Price,b,_leat_source")
                .contains("1.5,y,")
                .contains(",cost,CONVERSION,");
    }

    @Test
    void rejectsHoldTheTextOfTheSource() throws IOException {
        load("n,note,x\n 1,\" NA \",5\n bad ,\" \"\"y\"\" \",6\n")
                .select("note", "n")
                .rename("note", "Note")
                .trim()
                .nullIf("NA")
                .constant("c", "k")
                .cast("n", ColumnType.LONG)
                .run();
        assertThat(out()).isEqualTo("Note,n,c\n,1,k\n");
        assertThat(Files.readAllLines(directory.resolve("rejects.csv")).get(1))
                .startsWith(" bad ,\" \"\"y\"\" \",6,")
                .contains(",3,2,")
                .contains("n,CONVERSION,\"\"\"bad\"\" is not a LONG.\"");
    }

    @Test
    void aFunctionComputesTypedColumns() throws IOException {
        LoadReport report = load("a,b,day\n1,2.5,2024-02-28\n3,,2024-12-31\n")
                .compute(
                        List.of(
                                Column.of("sum", ColumnType.decimal(10, 2)),
                                Column.of("next", ColumnType.DATE),
                                Column.of("big", ColumnType.BOOLEAN)),
                        (record, values) -> {
                            if (!record.isNull(1)) {
                                values.setDecimal(0, record.getDecimal(0).add(record.getDecimal(1)));
                            }
                            values.setDate(1, record.getDate(2).plusDays(1));
                            values.setBoolean(2, record.getLong(0) > 2);
                        })
                .compute(List.of(Column.of("twice", ColumnType.LONG)), (record, values) -> {
                    assertThat(record.getBoolean(5)).isEqualTo(record.getLong(0) > 2);
                    values.setLong(0, 2 * record.getLong(0));
                })
                .where("big = true or sum is not null")
                .lineage()
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertThat(out())
                .contains("\n1,2.5,2024-02-28,3.5,2024-02-29,false,2,")
                .contains("\n3,,2024-12-31,,2025-01-01,true,6,");
    }

    @Test
    void aFunctionThatThrowsRejectsTheRecordWithItsMessage() throws IOException {
        String text = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> i + ",v" + i + "\n")
                .collect(Collectors.joining());
        LoadReport report = load("id,v\n" + text)
                .where("id <> 6")
                .compute(List.of(Column.of("half", ColumnType.LONG)), (record, values) -> {
                    if (record.getLong(0) % 500 == 1) {
                        throw new IllegalStateException("odd " + record.getString(1));
                    }
                    values.setText(0, record.getLong(0) == 4 ? "four" : String.valueOf(record.getLong(0) / 2));
                })
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(1000, 996, 0, 3, 1));
        assertThat(report.rejects()).containsEntry(RejectCode.TRANSFORM, 2L).containsEntry(RejectCode.CONVERSION, 1L);
        assertThat(Files.readString(directory.resolve("rejects.csv")))
                .contains("501,v501,in.csv"
                        .replace("in.csv", directory.resolve("in.csv").toString()))
                .contains(",502,501,")
                .contains("TRANSFORM,\"The function failed: \"\"odd v501\"\".\"")
                .contains("half,CONVERSION,\"\"\"four\"\" is not a LONG.\"");
    }

    @Test
    void aliasesTakeTheFirstNameThatIsThere() throws IOException {
        load("id,killed,deaths\n1,2,3\n")
                .alias("fatalities", "deaths", "killed")
                .select("fatalities", "id")
                .run();
        assertThat(out()).isEqualTo("fatalities,id\n3,1\n");
        Files.delete(directory.resolve("out.csv"));
        Files.delete(directory.resolve("out.csv.leat"));
        load("id,fatalities,deaths\n1,2,3\n").alias("fatalities", "deaths").run();
        assertThat(out()).isEqualTo("id,fatalities,deaths\n1,2,3\n");
    }

    @Test
    void doubledQuotesAreReadRightBesideColumnsThatAreNotFields() throws IOException {
        load("a,b\n\"one \"\"1\"\"\",x\n\"two \"\"2\"\"\",y\n")
                .constant("c", "longer than the others")
                .lineage()
                .run();
        assertThat(out()).contains("\n\"two \"\"2\"\"\",y,longer than the others,");
    }

    @Test
    void columnsThatAreNotThereAreEmptyWhateverTheirType() throws IOException {
        Load whole = load("a,n\n1,2\n");
        UnifiedSchema unified = UnifiedSchema.of(List.of(whole.sourceSchema()));
        load("a\n7\n").unified(unified).run();
        assertThat(out()).isEqualTo("a,n\n7,\n");
    }

    @Test
    void aLoadDoesNotGoOnWithOtherSteps() throws IOException {
        String text = "id,v\n" + "1,x\n".repeat(100_000);
        Path source = Files.writeString(directory.resolve("big.csv"), text);
        CsvSink sink = CsvSink.to(directory.resolve("out.csv"));
        stopInTheMiddle(Load.from(FileSource.of(source)).into(sink).where("id = 1"));
        assertThatThrownBy(() -> Load.from(FileSource.of(source)).into(sink).plan())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("big.csv")
                .hasMessageContaining("otherwise")
                .hasMessageContaining("the options it was begun with");
        LoadReport report =
                Load.from(FileSource.of(source)).into(sink).where("id = 1").run();
        assertThat(report.resumedAt()).isPresent();
        assertThat(report.counts()).isEqualTo(new RecordCounts(100_000, 100_000, 0, 0, 0));
    }

    /** A load that is stopped after its first commit. */
    private static void stopInTheMiddle(Load load) {
        assertThatThrownBy(() -> load.commitEvery(1, Duration.ofHours(1))
                        .onProgress(progress -> {
                            if (progress.counts().written() > 0) {
                                throw new SchemaException("stopped here");
                            }
                        })
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessage("stopped here");
    }
}
