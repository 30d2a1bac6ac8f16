package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.emr.EmrLog;
import io.github.leat.emr.LogStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a job's driver wrote. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints what the driver of a job wrote, as it is on S3.")
final class EmrLogsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB", description = "The id of the job run or the step.")
    String id = "";

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "stderr: Spark's log, and errors; stdout: what leat says of the load. Default stderr.")
    String stream = "stderr";

    @Spec
    @Nullable
    CommandSpec spec;

    EmrLogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        LogStream wanted = switch (stream) {
            case "stdout" -> LogStream.STDOUT;
            case "stderr" -> LogStream.STDERR;
            default -> throw new UsageException("--stream " + stream + " is unknown. Choose stdout or stderr.");
        };
        return EmrRun.of(surroundings, spec, run -> {
            EmrLog log = run.jobs().log(id, wanted);
            run.say(log.location());
            try (InputStream in = log.open()) {
                if (run.json()) {
                    write(run, log, in);
                } else {
                    in.transferTo(surroundings.out());
                }
            }
            return ExitCode.OK;
        });
    }

    private static void write(EmrRun run, EmrLog log, InputStream in) throws IOException {
        try (JsonGenerator json = Json.pretty(run.surroundings().out())) {
            json.writeStartObject();
            json.writeStringField("location", log.location());
            json.writeStringField("text", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
