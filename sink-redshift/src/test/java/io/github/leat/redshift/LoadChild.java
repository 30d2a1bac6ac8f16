package io.github.leat.redshift;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The load of the tests of faults; run as a program it says what it did. */
final class LoadChild {
    private LoadChild() {}

    /** The load, with some commits. */
    static Load load(RedshiftSink database, Path file, WriteMode mode) {
        RedshiftSink sink = database.table("events").mode(mode).parts(2);
        return Load.from(FileSource.of(file))
                .into(mode == WriteMode.APPEND ? sink : sink.key("event_id_cnty"))
                .ticker(new ManualTicker()) // the waits before it tries again take no time
                .commitEvery(256 << 10, Duration.ofHours(1));
    }

    /** Runs it in a process of its own. */
    static Process start(String address, Path file, WriteMode mode) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadChild.class.getName(),
                        address,
                        file.toString(),
                        mode.name())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        return builder.start();
    }

    /** The arguments are address, file and mode. */
    public static void main(String[] args) {
        LoadReport report = load(RedshiftSink.parse(args[0]), Path.of(args[1]), WriteMode.valueOf(args[2]))
                .run();
        System.out.println(report.outcome() + " " + report.counts());
    }
}
