package io.github.leat.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a stream of this process is a terminal.
 *
 * <p>Java says it for input and output together only, and from JDK 22 on {@link System#console()} is there without any
 * terminal. So Linux is asked first, by what the file descriptor is a link to.
 */
final class Terminals {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private Terminals() {}

    @SuppressWarnings("SystemConsoleNull") // before JDK 22 it may be null; after, it is asked
    static boolean isTerminal(int fileDescriptor) {
        Path link = Path.of("/proc/self/fd/" + fileDescriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String device = Files.readSymbolicLink(link).toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** These variables, with COLUMNS where standard output is a terminal that says how wide it is, and no shell has. */
    static Map<String, String> withColumns(Map<String, String> environment) {
        if (environment.containsKey("COLUMNS") || !isTerminal(1) || !Files.isReadable(TERMINAL)) {
            return environment;
        }
        Map<String, String> all = new HashMap<>(environment);
        columns().ifPresent(columns -> all.put("COLUMNS", columns));
        return all;
    }

    /** As stty says it; Java cannot ask. */
    private static Optional<String> columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return Optional.of(said.substring(said.indexOf(' ') + 1)).filter(text -> text.matches("[1-9]\\d{0,5}"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // before JDK 22 a console is a terminal
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
