package io.github.leat.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a stream of this process is a terminal.
 *
 * <p>Java says it for input and output together only, and from JDK 22 on {@link System#console()} is there without any
 * terminal. So Linux is asked first, by what the file descriptor is a link to.
 */
final class Terminals {
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
