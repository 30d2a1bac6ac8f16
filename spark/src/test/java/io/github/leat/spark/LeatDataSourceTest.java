package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeatDataSourceTest {
    private static SparkSession spark = LocalSpark.session();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void session() {
        spark = LocalSpark.session();
    }

    private static Dataset<Row> read(Path file, String... options) {
        var reader = spark.read().format("leat");
        for (int i = 0; i < options.length; i += 2) {
            reader = reader.option(options[i], options[i + 1]);
        }
        return reader.load(file.toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void columnsAreTypedNamedAndTagged() throws IOException {
        Path file = file(
                "a.csv", "Admin 1,When,n,x\n#adm1+name,#date,#meta,\nKivu,2020-01-05,1,1.50\n,2020-02-01,2,2.25\n");
        StructType schema = read(file).schema();
        assertThat(schema.fieldNames()).containsExactly("admin_1", "when", "n", "x");
        assertThat(schema.fields()[0].metadata().getString("name")).isEqualTo("Admin 1");
        assertThat(schema.fields()[0].metadata().getString("hxl")).isEqualTo("#adm1+name");
        assertThat(schema.fields()[3].metadata().contains("hxl")).isFalse();
        assertThat(schema.fields()[1].dataType()).isEqualTo(DataTypes.DateType);
        assertThat(schema.fields()[2].dataType()).isEqualTo(DataTypes.LongType);
        assertThat(OneMachine.texts(read(file)))
                .containsExactly("[Kivu, 2020-01-05, 1, 1.50]", "[null, 2020-02-01, 2, 2.25]");
    }

    @Test
    void filesWhoseHeadersDifferAreUnitedByName() throws IOException {
        file("a.csv", "id,price\n1,2\n2,3\n");
        file("b.csv", "price,id,note\n2.5,3,x\n");
        Dataset<Row> all = read(directory.resolve("*.csv"));
        assertThat(OneMachine.texts(all)).containsExactly("[1, 2.0, null]", "[2, 3.0, null]", "[3, 2.5, x]");
    }

    @Test
    void filtersThatLeatEvaluatesAnswerAsSparkDoes() throws IOException {
        StringBuilder text = new StringBuilder("id,name,day,amount,flag,ratio\n");
        for (int i = 0; i < 300; i++) {
            text.append(i % 7 == 0 ? "" : i)
                    .append(",n" + i % 11 + ",2020-01-" + String.format("%02d", 1 + i % 28))
                    .append("," + i + "." + i % 10 + "5," + (i % 2 == 0) + "," + i / 8.0 + "\n");
        }
        Dataset<Row> data = read(file("f.csv", text.toString()));
        List<String> all = OneMachine.texts(data);
        Dataset<Row> spark = LeatDataSourceTest.spark.createDataFrame(data.collectAsList(), data.schema());
        assertThat(all).hasSize(300);
        for (String filter : List.of(
                "id > 200",
                "id <= 17",
                "id is null",
                "id is not null and id <> 5",
                "name = 'n3'",
                "name >= 'n7'",
                "name like 'n1%'",
                "name in ('n2','n5')",
                "day < date'2020-01-05' or flag",
                "amount = 12.25",
                "amount > 250 and not flag",
                "ratio >= 30.5",
                "id in (1,2,null)",
                "id % 3 = 1",
                "id = 3 or name = 'n0'",
                "not (id > 100)",
                "flag = false",
                "name <> 'n3' and ratio < 2")) {
            assertThat(OneMachine.texts(data.filter(filter).select("name", "id")))
                    .as(filter)
                    .isEqualTo(OneMachine.texts(spark.filter(filter).select("name", "id")));
            assertThat(data.filter(filter).count())
                    .isEqualTo(spark.filter(filter).count());
        }
        assertThat(data.filter("id > 200 and id % 3 = 1")
                        .queryExecution()
                        .executedPlan()
                        .toString())
                .contains("GreaterThan(id,200)");
    }

    @Test
    void rejectFailsTheQueryUnlessItIsLeftOut() throws IOException {
        Path file = file("r.csv", "id,n\n" + "1,2\n".repeat(5) + "1,2,3\n4,5\n");
        assertThatThrownBy(() -> read(file).collectAsList()).rootCause().hasMessageContaining("r.csv:7 (record 6");
        assertThat(read(file, "rejects", "leave").count()).isEqualTo(6);
        assertThat(OneMachine.texts(read(file, "rejects", "only").drop("_leat_version", "_leat_reason")))
                .containsExactly("[1, 2,3, " + file + ", 7, 6, 25, , TOO_MANY_FIELDS]");
        assertThat(read(file, "rejects", "only")
                        .select("_leat_line")
                        .collectAsList()
                        .get(0)
                        .getLong(0))
                .isEqualTo(7);
    }

    @Test
    void lineageTellsFileAndLine() throws IOException {
        Path file = file("l.csv", "a,b\n1,\"x\ny\"\n2,z\n");
        assertThat(OneMachine.texts(
                        read(file, "lineage", "true", "splitBytes", "7").select("a", "_leat_line")))
                .containsExactly("[1, 2]", "[2, 4]");
        assertThat(read(file, "lineage", "true").select("_leat_source").first().getString(0))
                .isEqualTo(file.toString());
    }

    @Test
    void compressedFileIsReadWhole() throws IOException {
        Path file = directory.resolve("z.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("a,b\n" + "1,2\n".repeat(100)).getBytes(StandardCharsets.UTF_8));
        }
        Dataset<Row> data = read(file, "splitBytes", "10");
        assertThat(data.javaRDD().getNumPartitions()).isEqualTo(1);
        assertThat(data.count()).isEqualTo(100);
    }

    @Test
    void strayQuotesMakeNoDifferenceToParts() throws IOException {
        String text = "a,b\n" + "x,5\" nail\n".repeat(20) + "y,\"two\nlines\"\n".repeat(20) + "z,6\"\n".repeat(3);
        Path file = file("s.csv", text);
        assertThat(RowSet.of(read(file, "rejects", "leave", "lineage", "true", "splitBytes", "40"), true))
                .isEqualTo(OneMachine.load(file, directory, true).rows());
    }

    @Test
    void fileOfAnyNameIsReadAndKeepsItsName() throws IOException {
        for (String name : List.of("a b.csv", "50%20.csv", "prices [2020].csv", "open {x.csv", "ü#&+.csv")) {
            Path file = file(name, "a,b\n1,x\n");
            Row row = read(file, "lineage", "true").first();
            assertThat(row.getLong(0)).isEqualTo(1);
            assertThat(row.getString(2)).isEqualTo(file.toString());
        }
    }

    @Test
    void fileThatEndsInTheMiddleOfItsCompressedTextIsNamed() throws IOException {
        Path file = directory.resolve("cut.csv.gz");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(whole)) {
            CsvGenerator.builder(CsvShape.NUMERIC).bytes(6 << 20).build().writeTo(out);
        }
        Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() - 1_000));
        assertThatThrownBy(
                        () -> read(file).write().format("noop").mode("append").save())
                .hasStackTraceContaining("cut.csv.gz is damaged gzip: it ends in the middle.");
    }

    @Test
    void fileSystemThatFailsInTheMiddleIsToldWithTheFile() throws IOException {
        Path file = directory.resolve("far.csv");
        CsvGenerator.builder(CsvShape.NUMERIC).bytes(3 << 20).build().writeTo(file);
        spark.sparkContext().hadoopConfiguration().set("fs.failing.impl", FailingFiles.class.getName());
        assertThatThrownBy(() -> spark.read()
                        .format("leat")
                        .load("failing://" + file)
                        .write()
                        .format("noop")
                        .mode("append")
                        .save())
                .hasStackTraceContaining("far.csv cannot be read on: the disk is broken. Check the file");
    }

    @Test
    void unknownOptionIsRefused() throws IOException {
        Path file = file("o.csv", "a\n1\n");
        assertThatThrownBy(() -> read(file, "multiLine", "true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no options [multiline]");
    }
}
