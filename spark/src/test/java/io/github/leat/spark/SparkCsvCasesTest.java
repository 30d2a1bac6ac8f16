package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/spark.md says of Spark's own reader, beside what Leat makes of the same files. */
class SparkCsvCasesTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    private Path directory = Path.of("");

    private Dataset<Row> sparks(Path path) {
        return spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(path.toString());
    }

    private Dataset<Row> leats(Path path) {
        return spark.read().format("leat").load(path.toString());
    }

    @Test
    void newlineInQuotesMakesTwoRowsOrOneTask() throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "id,note\n" + "1,\"a\nb\"\n".repeat(50));
        assertThat(sparks(file).count()).isEqualTo(100);
        assertThat(leats(file).count()).isEqualTo(50);
        assertThat(spark.read()
                        .format("leat")
                        .option("splitBytes", "60")
                        .load(file.toString())
                        .javaRDD()
                        .getNumPartitions())
                .isGreaterThan(5);
    }

    @Test
    void hxlRowMakesEveryColumnText() throws IOException {
        Path file = Files.writeString(directory.resolve("h.csv"), "place,killed\n#adm1,#affected+killed\nx,1\ny,2\n");
        assertThat(sparks(file).count()).isEqualTo(3);
        assertThat(sparks(file).schema().fields()[1].dataType()).isEqualTo(DataTypes.StringType);
        assertThat(leats(file).count()).isEqualTo(2);
        assertThat(leats(file).schema().fields()[1].dataType()).isEqualTo(DataTypes.LongType);
    }

    @Test
    void headersThatDifferPutValuesIntoOtherColumns() throws IOException {
        Path year = Files.createDirectory(directory.resolve("years"));
        Files.writeString(year.resolve("2020.csv"), "country,killed,wounded\nA,1,10\n");
        Files.writeString(year.resolve("2021.csv"), "country,wounded,killed\nB,20,2\n");
        assertThat(sparks(year).selectExpr("sum(killed)").first().get(0)).isEqualTo(21.0);
        assertThat(leats(year).selectExpr("sum(killed)").first().get(0)).isEqualTo(3L);
    }

    @Test
    void doubledQuotesKeepTheirMarksOrEndTheField() throws IOException {
        Path file = Files.writeString(directory.resolve("q.csv"), "a,b\n\"said \"\"no\"\", twice\",1\n");
        assertThat(sparks(file).first().toString()).isNotEqualTo("[said \"no\", twice,1]");
        assertThat(leats(file).first().toString()).isEqualTo("[said \"no\", twice,1]");
    }

    @Test
    void emptyTextInQuotesIsNull() throws IOException {
        Path file = Files.writeString(directory.resolve("e.csv"), "a,b\n\"\",1\n,2\nx,3\n");
        assertThat(sparks(file).filter("a is null").count()).isEqualTo(2);
        assertThat(leats(file).filter("a is null").count()).isEqualTo(1);
    }

    @Test
    void otherEncodingLosesLetters() throws IOException {
        Path file = Files.write(
                directory.resolve("w.csv"), "place,n\nBogotá,1\n".getBytes(Charset.forName("windows-1252")));
        assertThat(sparks(file).first().get(0)).isEqualTo("Bogot\uFFFD");
        assertThat(leats(file).first().get(0)).isEqualTo("Bogotá");
    }

    @Test
    void linesAboveTheHeaderAndSemicolonsMakeOneColumnOfAll() throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.csv"), "Killed by place\n\nplace;day;killed\n" + "Kivu;2020-01-05;1\n".repeat(9));
        assertThat(sparks(file).columns()).hasSize(1);
        assertThat(leats(file).columns()).containsExactly("place", "day", "killed");
    }

    @Test
    void codesWithLeadingZerosLoseThem() throws IOException {
        Path file = Files.writeString(directory.resolve("p.csv"), "pcode,n\n007,1\n012,2\n");
        assertThat(sparks(file).first().get(0)).isEqualTo(7);
        assertThat(leats(file).first().get(0)).isEqualTo("007");
    }

    @Test
    void recordOfAnotherWidthIsCutOrFilledWithoutAWord() throws IOException {
        Path file = Files.writeString(directory.resolve("w.csv"), "a,b\n1,2\n3,4,5\n6\n");
        assertThat(sparks(file).count()).isEqualTo(3);
        assertThat(spark.read()
                        .format("leat")
                        .option("rejects", "only")
                        .load(file.toString())
                        .count())
                .isEqualTo(2);
    }
}
