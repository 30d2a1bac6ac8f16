package io.github.leat.cli;

import io.github.leat.core.rate.Ticker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command runs in: its streams, its directory, and what kind of place its messages go to.
 *
 * @param in standard input
 * @param out standard output, for data: unbuffered, and failing with an exception when it is closed
 * @param err standard error, for people
 * @param directory what relative paths are relative to
 * @param environment environment variables
 * @param errTerminal whether standard error is a terminal
 * @param outTerminal whether standard output is a terminal
 * @param inTerminal whether standard input is a terminal, so that there is somebody to ask
 * @param ticker the clock of what a command waits for by itself
 */
record Surroundings(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Path directory,
        Map<String, String> environment,
        boolean errTerminal,
        boolean outTerminal,
        boolean inTerminal,
        Ticker ticker) {
    private static final int DEFAULT_WIDTH = 80;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 200;

    Surroundings {
        err = HarmlessOutput.of(err, errTerminal, true);
    }

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Path.of(""),
                Terminals.withColumns(System.getenv()),
                Terminals.isTerminal(2),
                Terminals.isTerminal(1),
                Terminals.isTerminal(0),
                Ticker.system());
    }

    /** A path as given, resolved against the directory. */
    Path resolve(String path) {
        return directory.resolve(path);
    }

    /** Standard output for texts that people read: to be flushed. */
    PrintStream outText() {
        return HarmlessOutput.of(out, outTerminal, false);
    }

    /** Standard output for help texts. */
    PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(outText(), StandardCharsets.UTF_8), true);
    }

    /** Standard error for help texts. */
    PrintWriter errWriter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }

    /** Cells of a line for people: as the variable COLUMNS has it, from 60 to 200; else 80. */
    int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (!columns.matches("[1-9]\\d{0,5}")) {
            return DEFAULT_WIDTH;
        }
        return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Integer.parseInt(columns)));
    }

    /** How messages are coloured: not where NO_COLOR is set (no-color.org), nor off a terminal. */
    Style errStyle() {
        return style(errTerminal);
    }

    /** How readable output on standard output is coloured. */
    Style outStyle() {
        return style(outTerminal);
    }

    private Style style(boolean terminal) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && wanted ? Style.COLOURED : Style.PLAIN;
    }
}
