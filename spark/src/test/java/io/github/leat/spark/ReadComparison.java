package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leat's reader beside Spark's on one generated file: schema and all rows, from nothing. Proves equal answers first. Run by name only:
 * benchmarks/README.md.
 */
class ReadComparison {
    private static final int ROUNDS = 5;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void readsTheSameInLessTime() throws IOException {
        SparkSession spark = LocalSpark.session();
        for (CsvShape shape : new CsvShape[] {CsvShape.NUMERIC, CsvShape.QUOTED}) {
            Path file = directory.resolve(shape + ".csv");
            CsvGenerator.builder(shape)
                    .bytes(Long.getLong("leat.spark.bytes", 256L << 20))
                    .build()
                    .writeTo(file);
            Supplier<Dataset<Row>> leats = () ->
                    spark.read().format("leat").option("splitBytes", 32 << 20).load(file.toString());
            Supplier<Dataset<Row>> sparks = () -> spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(file.toString());
            assertThat(answer(leats.get())).isEqualTo(answer(sparks.get()));
            double[] leat = new double[ROUNDS];
            double[] own = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                leat[i] = seconds(leats);
                own[i] = seconds(sparks);
            }
            Arrays.sort(leat);
            Arrays.sort(own);
            double megabytes = Files.size(file) / 1e6;
            System.out.printf(
                    "%s %.0f MB: leat %.2f s (%.0f MB/s), spark.read.csv with inferSchema %.2f s (%.0f MB/s),"
                            + " ratio %.2f%n",
                    shape,
                    megabytes,
                    leat[ROUNDS / 2],
                    megabytes / leat[ROUNDS / 2],
                    own[ROUNDS / 2],
                    megabytes / own[ROUNDS / 2],
                    own[ROUNDS / 2] / leat[ROUNDS / 2]);
            Files.delete(file);
        }
    }

    /** Rows, and the sum of the texts' hashes of a few columns whose texts are the same whatever their type. */
    private static String answer(Dataset<Row> data) {
        String[] names = data.columns();
        return data.selectExpr(
                        "count(*)",
                        "bit_xor(xxhash64(cast(" + names[0] + " as string)))",
                        "bit_xor(xxhash64(cast(" + names[names.length - 1] + " as string)))")
                .first()
                .toString();
    }

    private static double seconds(Supplier<Dataset<Row>> data) {
        long start = System.nanoTime();
        data.get().write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - start) / 1e9;
    }
}
