package io.github.leat.spark.cluster;

import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.dynamodb.DynamoDbSink;
import io.github.leat.rds.RdsSink;
import io.github.leat.spark.LoadSpec;
import io.github.leat.spark.SparkLoad;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A driver as a process of its own: {@code MASTER CLASSPATH FILE TARGET SPLIT-BYTES BYTES-PER-SECOND [SETTING=VALUE …]}. Says when a
 * task starts, and at the end what became of the records.
 */
final class ClusterDriver {
    static final String SPECULATIVE = "leat: speculative attempt of task ";
    static final String COUNTS = "leat: counts ";

    private ClusterDriver() {}

    public static void main(String[] args) {
        SparkSession.Builder builder = SparkSession.builder()
                .master(args[0])
                .appName("leat-faults")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.extraClassPath", args[1])
                .config("spark.executor.memory", "512m")
                .config("spark.executor.cores", "1")
                .config("spark.cores.max", "2")
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
        List.of(args).subList(6, args.length).forEach(setting -> {
            int equals = setting.indexOf('=');
            builder.config(setting.substring(0, equals), setting.substring(equals + 1));
        });
        SparkSession spark = builder.getOrCreate();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                if (start.taskInfo().speculative()) {
                    System.out.println(SPECULATIVE + start.taskInfo().index());
                }
            }
        });
        // docs: load
        RecordCounts counts = SparkLoad.of(spark, List.of(args[2]), spec(args[3]))
                .splitBytes(Long.parseLong(args[4]))
                .throughput(Throughput.bytesPerSecond(Double.parseDouble(args[5])))
                .uniqueKeys()
                .run()
                .counts();
        // docs: end
        System.out.println(COUNTS + counts);
        spark.stop();
    }

    // docs: spec
    private static LoadSpec spec(String target) {
        return source -> {
            Load load = Load.from(source).commitEvery(1, Duration.ofMinutes(1)).writers(1);
            return target.startsWith("http")
                    ? load.into(DynamoDbSink.table("events")
                            .client(client(URI.create(target)))
                            .key("id"))
                    : load.into(RdsSink.jdbc(target, new Properties()).table("events"));
        };
    }
    // docs: end

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }
}
