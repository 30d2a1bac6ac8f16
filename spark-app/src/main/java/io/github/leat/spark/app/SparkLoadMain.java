package io.github.leat.spark.app;

import io.github.leat.cli.ClusterLoad;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.spark.SparkLoad;
import io.github.leat.spark.SparkLoadReport;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Loads on Spark what a command line says: {@code SOURCE… --into TARGET [options]}, the options of {@code leat load} and {@code
 * --split-bytes}, {@code --connections}, {@code --unique-keys}, {@code --secret}; {@code --rejects} is a directory, {@code --report} an
 * address of any file system that Hadoop knows.
 *
 * <p>Rejected records do not fail it: the report tells them. Anything else that goes wrong does, and a run of the same command line goes
 * on at the last commits.
 */
public final class SparkLoadMain {
    private SparkLoadMain() {}

    /**
     * Runs it in the session that spark-submit describes.
     *
     * @throws RuntimeException if the command line is wrong or the load fails, so that the job ends as failed
     * @throws IOException if the report cannot be written; the load is done then
     */
    public static void main(String[] args) throws IOException {
        SparkSession spark = SparkSession.builder().getOrCreate();
        try {
            run(spark, List.of(args));
        } catch (RuntimeException e) {
            System.err.println("leat: " + e.getMessage());
            throw e;
        } finally {
            spark.stop();
        }
    }

    /** Runs it in a session, which stays open. */
    static SparkLoadReport run(SparkSession spark, List<String> arguments) throws IOException {
        ClusterLoad command = ClusterLoad.parse(arguments);
        SparkLoad load = SparkLoad.of(spark, command.sources(), new CommandLineSpec(arguments))
                .splitBytes(command.splitBytes(SparkLoad.DEFAULT_SPLIT_BYTES));
        command.throughput().ifPresent(load::throughput);
        command.rejects().ifPresent(load::deadLetters);
        command.connections().ifPresent(load::connections);
        if (command.uniqueKeys()) {
            load.uniqueKeys();
        }
        SparkLoadReport report = load.run();
        RecordCounts counts = report.counts();
        System.out.println(
                ReportJson.outcome(report) + ": files " + report.files().size() + ", records read "
                        + counts.read() + ", written " + counts.written() + ", rejected " + counts.rejected()
                        + ", deduplicated " + counts.deduplicated() + ", skipped " + counts.skipped());
        if (command.report().isPresent()) {
            ReportJson.write(
                    report, command.report().get(), spark.sparkContext().hadoopConfiguration());
        }
        return report;
    }
}
