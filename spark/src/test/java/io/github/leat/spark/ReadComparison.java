package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leat's reader beside Spark's on the same files and cores: schema and all columns of all rows, from nothing. Proves equal answers
 * first, and where Spark's are others, that they are. Run by name only: benchmarks/README.md has the command and the options.
 */
class ReadComparison {
    private static final int ROUNDS = Integer.getInteger("leat.rounds", 5);
    private static final long BYTES = Long.getLong("leat.spark.bytes", 128L << 20);
    private static final String ONLY = System.getProperty("leat.case", "");
    private static final Optional<Path> OUT =
            Optional.ofNullable(System.getProperty("leat.out")).map(Path::of);

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void requireTheLargeCompiler() throws IOException {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .as("measured by the small compiler, figures mean nothing: -Dtest.jvm.compiler=")
                .noneMatch(argument -> argument.contains("TieredStopAtLevel"));
        say(
                "| file | MB | side | s, median (fastest–slowest) | MB/s | Spark ÷ Leat, median (range of rounds) | answer |");
        say("|---|---|---|---|---|---|---|");
    }

    @Test
    void generated() throws IOException {
        ReadCases cases = new ReadCases(directory, BYTES);
        for (String name : ReadCases.GENERATED) {
            if (isWanted(name)) {
                compare(cases.generate(name));
            }
        }
    }

    @Test
    void real() throws IOException {
        Path root = RealFiles.root();
        ReadCases cases = new ReadCases(directory, BYTES);
        for (String name : ReadCases.real()) {
            Path file = root.resolve(name);
            assumeFalse(Files.notExists(file), file + " is not there");
            if (isWanted(name)) {
                compare(cases.real(file));
            }
        }
        if (isWanted("repeated")) {
            compare(cases.repeated(root.resolve(ReadCases.real().get(0))));
        }
    }

    private static boolean isWanted(String name) {
        return ONLY.isEmpty() || Arrays.asList(ONLY.split(";", -1)).contains(name);
    }

    private void compare(ReadCase files) throws IOException {
        List<ReadCase.Side> sides = new ArrayList<>(List.of(files.leat(spark)));
        sides.addAll(files.sparks(spark));
        List<String> answers = new ArrayList<>(List.of(""));
        for (ReadCase.Side side : sides.subList(1, sides.size())) {
            answers.add(answer(files, side));
        }
        double[][] seconds = new double[sides.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < sides.size(); i++) {
                double taken = seconds(sides.get(i));
                if (round >= 0) {
                    seconds[i][round] = taken;
                }
            }
        }
        for (int i = 0; i < sides.size(); i++) {
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = seconds[i][round] / seconds[0][round];
            }
            double[] own = sorted(seconds[i]);
            double median = own[ROUNDS / 2];
            double[] ratio = sorted(ratios);
            say(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %.2f (%.2f–%.2f) | %.0f | %s | %s |",
                    files.name(),
                    files.megabytes(),
                    sides.get(i).name(),
                    median,
                    own[0],
                    own[ROUNDS - 1],
                    files.megabytes() / median,
                    i == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT, "%.2f (%.2f–%.2f)", ratio[ROUNDS / 2], ratio[0], ratio[ROUNDS - 1]),
                    answers.get(i)));
        }
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static void say(String line) throws IOException {
        System.out.println(line);
        if (OUT.isPresent()) {
            Files.writeString(OUT.get(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Proves that a side's answer is Leat's, or that it is another. */
    private String answer(ReadCase files, ReadCase.Side side) {
        Dataset<Row> own = files.leat(spark).read().get();
        Dataset<Row> theirs = side.read().get();
        if (!side.right()) {
            boolean same = own.columns().length == theirs.columns().length
                    && digest(own, theirs).equals(digest(theirs, theirs));
            assertThat(same)
                    .as("%s of %s is as Leat's", side.name(), files.name())
                    .isFalse();
            return "another: " + files.why();
        }
        assertThat(theirs.columns()).as(files.name()).hasSameSizeAs(own.columns());
        assertThat(digest(own, theirs))
                .as("%s of %s", side.name(), files.name())
                .isEqualTo(digest(theirs, theirs));
        return "the same";
    }

    /** For each column, and for all together, count and hashes of the values as Spark's reader types them. */
    private static List<Row> digest(Dataset<Row> data, Dataset<Row> types) {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < data.columns().length; c++) {
            DataType type = types.schema().fields()[c].dataType();
            String value = "cast(`" + data.columns()[c].replace("`", "``") + "` as " + type.sql() + ")";
            // an empty text in quotes is NULL to Spark's reader
            columns.add(type.equals(DataTypes.StringType) ? "nullif(" + value + ", '')" : value);
        }
        List<String> sums = new ArrayList<>(List.of("count(*)"));
        sums.add("sum(cast(xxhash64(" + String.join(",", columns) + ") as decimal(38,0)))");
        columns.forEach(column -> sums.add("bit_xor(xxhash64(" + column + "))"));
        return data.selectExpr(sums.toArray(new String[0])).collectAsList();
    }

    private static double seconds(ReadCase.Side side) {
        long start = System.nanoTime();
        side.read().get().write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - start) / 1e9;
    }
}
