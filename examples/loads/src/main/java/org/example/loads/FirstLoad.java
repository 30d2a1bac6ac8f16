package org.example.loads;

import static io.github.leat.core.sink.WriteMode.UPSERT;
import static java.util.concurrent.TimeUnit.MINUTES;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.rate.Throughput;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;

/** Loads one file into a database, once. */
public final class FirstLoad {
    private FirstLoad() {}

    public static void main(String[] args) {
        // docs: load
        LoadReport report = Load.from(FileSource.of(Path.of("conflict_events.csv")))
                .select("event_id_cnty", "event_date", "event_type", "country", "latitude", "longitude", "fatalities")
                .into(RdsSink.duckdb(Path.of("events.duckdb")).table("conflicts").key("event_id_cnty").mode(UPSERT))
                .throughput(Throughput.recordsPerSecond(5_000))
                .deadLetters(DeadLetters.toFile(Path.of("rejects.csv")))
                .deadline(14, MINUTES)
                .run();
        System.out.println(report.outcome() + ", " + report.counts().written() + " records written");
        // docs: end
    }
}
