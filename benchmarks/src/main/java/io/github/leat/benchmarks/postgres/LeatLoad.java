package io.github.leat.benchmarks.postgres;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;
import java.util.Properties;

/** One load in a process of its own, as {@code leat load} does it; prints its seconds, the JVM's start left out. */
public final class LeatLoad {
    private LeatLoad() {}

    /** The arguments are address, file, mode and how many times to load, of which the last counts. */
    public static void main(String[] args) {
        for (int run = 1; run <= Integer.parseInt(args[3]); run++) {
            long start = System.nanoTime();
            WriteMode mode = WriteMode.valueOf(args[2]);
            RdsSink sink =
                    RdsSink.jdbc(args[0], new Properties()).table("events").mode(mode);
            LoadReport report = Load.from(FileSource.of(Path.of(args[1])))
                    .into(mode == WriteMode.APPEND ? sink : sink.key("event_id_cnty"))
                    .run();
            System.out.println(
                    (System.nanoTime() - start) / 1e9 + " " + report.counts().written());
        }
    }
}
