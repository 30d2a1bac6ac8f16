package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.LoadException;
import io.github.leat.core.infer.Inference;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeatDataSourceTest {
    /** Every how many-th of the real files is compared; {@code -Dleat.spark.files=1} takes all. */
    private static final int EVERY = Integer.getInteger("leat.spark.files", 40);

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

    @Tag("thorough")
    @Test
    void rowsAndRejectsOfRealFilesAreThoseOfOneMachine() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("bom").resolve("pom.xml")) && root.getParent() != null) {
            root = root.getParent();
        }
        Path data = root.resolve("..").resolve("shared").resolve("data").normalize();
        assumeTrue(Files.isDirectory(data), "Skipped: the real files are not there; put them into ../shared/data.");
        List<Path> files;
        try (Stream<Path> found = Files.walk(data)) {
            files = found.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(".*\\.(csv|tsv|txt|csv\\.gz)"))
                    .sorted()
                    .toList();
        }
        int compared = 0;
        for (int i = 0; i < files.size(); i += EVERY) {
            Path file = files.get(i);
            OneMachine.Result one;
            try {
                one = OneMachine.load(file, Inference.defaults(), directory);
            } catch (LoadException | IllegalArgumentException e) {
                continue; // one machine does not take it either
            }
            if (one.report().schema().size() == 0) {
                continue;
            }
            String bytes = String.valueOf(Math.max(1, Files.size(file) / 3));
            assertThat(OneMachine.rows(read(file, "rejects", "leave", "splitBytes", bytes)))
                    .as(file.toString())
                    .isEqualTo(one.rows());
            assertThat(OneMachine.rows(read(file, "rejects", "only", "splitBytes", bytes)))
                    .as("rejects of " + file)
                    .isEqualTo(one.rejects());
            compared++;
        }
        assertThat(compared).isGreaterThan(files.size() / EVERY / 2);
    }

    @Test
    void fileWithNewlinesInQuotesIsReadInSixtyFourPartsAsInOne() throws IOException {
        Path file = directory.resolve("events.csv");
        long bytes = Long.getLong("leat.spark.bytes", 2L << 20);
        CsvGenerator.builder(CsvShape.ACLED).hxl(true).bytes(bytes).build().writeTo(file);
        Dataset<Row> parts = read(file, "splitBytes", String.valueOf(Files.size(file) / 64 + 1));
        assertThat(parts.javaRDD().getNumPartitions()).isBetween(60, 64);
        if (bytes > 62L << 20) {
            // too much to hold: what each row is, in one number
            assertThat(digest(parts)).isEqualTo(digest(read(file, "splitBytes", String.valueOf(Long.MAX_VALUE / 4))));
            return;
        }
        assertThat(OneMachine.rows(parts))
                .isEqualTo(
                        OneMachine.load(file, Inference.defaults(), directory).rows());
    }

    private static List<Row> digest(Dataset<Row> data) {
        return data.selectExpr("count(*)", "sum(cast(xxhash64(*) as decimal(38,0)))", "bit_xor(xxhash64(*))")
                .collectAsList();
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
        assertThat(OneMachine.rows(read(file)))
                .containsExactly("[Kivu, 2020-01-05, 1, 1.50]", "[null, 2020-02-01, 2, 2.25]");
    }

    @Test
    void filesWhoseHeadersDifferAreUnitedByName() throws IOException {
        file("a.csv", "id,price\n1,2\n2,3\n");
        file("b.csv", "price,id,note\n2.5,3,x\n");
        Dataset<Row> all = read(directory.resolve("*.csv"));
        assertThat(OneMachine.rows(all)).containsExactly("[1, 2.0, null]", "[2, 3.0, null]", "[3, 2.5, x]");
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
        List<String> all = OneMachine.rows(data);
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
            assertThat(OneMachine.rows(data.filter(filter).select("name", "id")))
                    .as(filter)
                    .isEqualTo(OneMachine.rows(spark.filter(filter).select("name", "id")));
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
        assertThat(OneMachine.rows(read(file, "rejects", "only").drop("_leat_version", "_leat_reason")))
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
        assertThat(OneMachine.rows(
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
        assertThat(OneMachine.rows(read(file, "rejects", "leave", "splitBytes", "40")))
                .isEqualTo(
                        OneMachine.load(file, Inference.defaults(), directory).rows());
    }

    @Test
    void unknownOptionIsRefused() throws IOException {
        Path file = file("o.csv", "a\n1\n");
        assertThatThrownBy(() -> read(file, "multiLine", "true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no options [multiline]");
    }
}
