package io.github.leat.cli;

import io.github.leat.core.rate.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the command in this process, in a directory of its own. */
final class CommandRun {
    private final Path directory;
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private Map<String, String> environment = Map.of();
    private boolean terminal;
    private Ticker ticker = Ticker.system();

    /**
     * What a run left behind.
     *
     * @param code the exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int code, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }

    CommandRun(Path directory) {
        this.directory = directory;
    }

    CommandRun in(InputStream value) {
        in = value;
        return this;
    }

    CommandRun in(String value) {
        return in(new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8)));
    }

    CommandRun environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** Has what the command waits for by itself wait on this clock. */
    CommandRun ticker(Ticker value) {
        ticker = value;
        return this;
    }

    CommandRun onTerminal(Map<String, String> variables) {
        terminal = true;
        environment = variables;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = runTo(out, arguments);
        return new Result(result.code(), out.toString(StandardCharsets.UTF_8), result.err());
    }

    Result runTo(OutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                in,
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                directory,
                environment,
                terminal,
                terminal,
                terminal,
                ticker);
        int code = Main.run(surroundings, arguments);
        return new Result(code, "", err.toString(StandardCharsets.UTF_8));
    }
}
