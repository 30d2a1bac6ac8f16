package io.github.leat.rds.mysql;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The load of the tests of faults; run as a program it says when it begins and what it did. */
final class MariaDbLoadChild {
    private MariaDbLoadChild() {}

    static Load load(String url, Path file, WriteMode mode) {
        RdsSink sink = RdsSink.jdbc(url, new Properties()).table("events").mode(mode);
        return Load.from(FileSource.of(file))
                .into(mode == WriteMode.APPEND ? sink : sink.key("event_id_cnty"))
                .commitEvery(256 << 10, Duration.ofSeconds(5));
    }

    /** The arguments are address, file and mode. */
    public static void main(String[] args) {
        System.out.println("loading");
        LoadReport report =
                load(args[0], Path.of(args[1]), WriteMode.valueOf(args[2])).run();
        System.out.println(report.outcome() + " " + report.counts());
    }
}
