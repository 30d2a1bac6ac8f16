package io.github.leat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code leat} command. */
@Command(name = "leat", mixinStandardHelpOptions = true, version = "leat 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }
}
