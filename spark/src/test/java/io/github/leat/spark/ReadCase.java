package io.github.leat.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files that Leat and Spark's own reader read beside each other.
 *
 * @param name for the table
 * @param path a file or a directory
 * @param megabytes of all files
 * @param right whether Spark's reader reads it right in parts, with one task by {@code multiLine}, or not at all
 * @param why where it does not
 */
record ReadCase(String name, Path path, double megabytes, Right right, String why) {
    /** Which of Spark's ways is right. */
    enum Right {
        IN_PARTS,
        IN_ONE_TASK,
        NONE
    }

    /** Somebody's way to read it. */
    record Side(String name, boolean right, Supplier<Dataset<Row>> read) {}

    Side leat(SparkSession spark) {
        return new Side("leat", true, () -> spark.read().format("leat").load(path.toString()));
    }

    /** Spark's ways, of which the first is as people write it and the second knows line ends in quotes. */
    List<Side> sparks(SparkSession spark) {
        Side plain = new Side("spark", right == Right.IN_PARTS, () -> sparks(spark, false));
        Side whole = new Side("spark, multiLine", right != Right.NONE, () -> sparks(spark, true));
        return right == Right.IN_ONE_TASK ? List.of(plain, whole) : List.of(plain);
    }

    private Dataset<Row> sparks(SparkSession spark, boolean multiLine) {
        return spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .option("escape", "\"")
                .option("multiLine", multiLine)
                .csv(path.toString());
    }
}
