package io.github.leat.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One session with two cores for all tests of this process; it ends with the process. */
public final class LocalSpark {
    private LocalSpark() {}

    /** The session. */
    public static SparkSession session() {
        Path target = Path.of("target", "spark").toAbsolutePath();
        return SparkSession.builder()
                .master("local[2,4]")
                .appName("leat-test")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", target.resolve("warehouse").toString())
                .config("spark.local.dir", target.resolve("local").toString())
                .getOrCreate();
    }
}
