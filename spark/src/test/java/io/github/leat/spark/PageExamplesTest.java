package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/spark.md and docs/tutorial-spark.md, run by a local Spark. */
class PageExamplesTest {
    private static final String EVENTS = "../examples/data/conflict_events.csv";

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void filesAreReadAndTheirRejectsToo() {
        String files = EVENTS;
        // docs: read
        Dataset<Row> events =
                spark.read().format("leat").option("rejects", "leave").load(files);
        Dataset<Row> rejected =
                spark.read().format("leat").option("rejects", "only").load(files);
        // docs: end
        assertThat(events.count()).isEqualTo(500);
        assertThat(rejected.count()).isZero();
    }

    @Test
    void aQueryOverFiles() {
        String files = EVENTS;
        // docs: query
        Dataset<Row> deaths = spark.read()
                .format("leat")
                .load(files)
                .where("fatalities > 0")
                .groupBy("country", "event_type")
                .sum("fatalities");
        deaths.show(10, false);
        // docs: end
        assertThat(deaths.count()).isPositive();
    }

    @Test
    void filesAreLoadedByTheTasksOfAJob() throws Exception {
        PostgresServer server = PostgresServer.newSchema();
        String url = server.url();
        String files = EVENTS;
        String rejects = Files.createDirectory(directory.resolve("rejects")).toString();
        // docs: load
        LoadSpec spec = source -> Load.from(source)
                .select("event_id_cnty", "event_date", "country", "fatalities")
                .into(RdsSink.jdbc(url, new Properties()).table("events"));
        SparkLoadReport report = SparkLoad.of(spark, List.of(files), spec)
                .throughput(Throughput.recordsPerSecond(50_000))
                .connections(8)
                .deadLetters(rejects)
                .run();
        // docs: end
        assertThat(report.counts().written()).isEqualTo(500);
        assertThat(server.texts("SELECT count(*) FROM events")).containsExactly("500");
    }
}
