package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.leat.core.LoadException;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.SchemaPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a file by the data source and loads it by {@link SparkLoad}, both in parts, and asserts that rows, types, lineage and
 * rejects are those of the single machine; or that all three refuse it with the same words.
 */
final class SameRows {
    /** One machine loads nothing of a file without columns; a table of Spark's without any is not to be had. */
    static final String NO_COLUMN = "has a column";

    private final SparkSession spark;
    private final Path directory;
    private final boolean keeping;

    /**
     * @param directory for what the loads leave
     * @param keeping whether files are small enough to say what differs
     */
    SameRows(SparkSession spark, Path directory, boolean keeping) {
        this.spark = spark;
        this.directory = directory;
        this.keeping = keeping;
    }

    /**
     * What was compared.
     *
     * @param refusal why all of them refused the file; empty if they took it
     * @param parts in how many the data source read it
     * @param partsLoaded in how many it was loaded
     */
    record Same(String refusal, long rows, long rejects, int parts, int partsLoaded) {}

    Same of(Path file, long splitBytes) throws IOException {
        OneMachine.Result one;
        try {
            one = OneMachine.load(file, directory, keeping);
        } catch (LoadException e) {
            return refused(file, splitBytes, String.valueOf(e.getMessage()));
        }
        if (one.report().schema().columns().stream()
                .allMatch(column -> column.name().startsWith("_leat_"))) {
            return refused(file, splitBytes, NO_COLUMN);
        }
        Dataset<Row> left = read(file, "leave", splitBytes);
        assertThat(RowSet.of(left, keeping)).as("rows of %s", file).isEqualTo(one.rows());
        assertThat(RowSet.rejects(read(file, "only", splitBytes), keeping))
                .as("rejects of %s", file)
                .isEqualTo(one.rejects());
        return new Same(
                "",
                one.rows().count(),
                one.rejects().count(),
                left.javaRDD().getNumPartitions(),
                partsLoaded(file, splitBytes, one));
    }

    private int partsLoaded(Path file, long splitBytes, OneMachine.Result one) throws IOException {
        RowSink sink = RowSink.fresh(keeping);
        Path letters = Files.createTempDirectory(directory, "letters");
        SparkLoadReport report = load(file, splitBytes, sink, letters);
        assertThat(sink.take()).as("loaded rows of %s", file).isEqualTo(one.rows());
        assertThat(report.counts())
                .as("counts of %s", file)
                .isEqualTo(one.report().counts());
        RowSet rejects = new RowSet(keeping);
        try (Stream<Path> files = Files.list(letters)) {
            for (Path found :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                OneMachine.addLetters(found, rejects);
            }
        }
        assertThat(rejects).as("dead letters of %s", file).isEqualTo(one.rejects());
        return report.files().get(0).parts();
    }

    private SparkLoadReport load(Path file, long splitBytes, RowSink sink, Path letters) {
        String name = sink.name();
        return SparkLoad.of(
                        spark,
                        List.of(file.toString()),
                        source -> Load.from(source)
                                .schemaPolicy(SchemaPolicy.FREEZE)
                                .lineage()
                                .into(new RowSink(name)))
                .splitBytes(splitBytes)
                .deadLetters(letters.toString())
                .run();
    }

    private Dataset<Row> read(Path file, String rejects, long splitBytes) {
        return spark.read()
                .format("leat")
                .option("rejects", rejects)
                .option("lineage", String.valueOf(!rejects.equals("only")))
                .option("splitBytes", String.valueOf(splitBytes))
                .load(file.toString());
    }

    private Same refused(Path file, long splitBytes, String why) throws IOException {
        RowSink sink = RowSink.fresh(keeping);
        Path letters = Files.createTempDirectory(directory, "letters");
        for (Throwable thrown : List.of(
                catchThrowable(() -> RowSet.of(read(file, "leave", splitBytes), keeping)),
                catchThrowable(() -> RowSet.rejects(read(file, "only", splitBytes), keeping)),
                catchThrowable(() -> load(file, splitBytes, sink, letters)))) {
            assertThat(thrown).as("refusal of %s", file).isNotNull();
            assertThat(rootOf(thrown)).as("refusal of %s", file).hasMessageContaining(why);
        }
        return new Same(why, 0, 0, 0, 0);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof LoadException)) {
            root = root.getCause();
        }
        return root;
    }
}
