package io.github.leat.benchmarks.all;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Other programs. */
final class Command {
    private Command() {}

    /** Whether one of that name is on the PATH. */
    static boolean isThere(String name) {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(File.pathSeparator, -1)).stream()
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** The java that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class of ours, to be run by the same java; arguments are to be added. */
    static List<String> ofClass(Class<?> main, String... jvmArguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        return command;
    }

    /**
     * Runs one to its end.
     *
     * @return what it wrote to standard output
     * @throws IOException if it ends with another exit code than 0
     */
    static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("leat-benchmark", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(errors.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "%s ended with %d: %s",
                        Path.of(command.get(0)).getFileName(),
                        exit,
                        Files.readString(errors).strip()));
            }
            return said;
        } finally {
            Files.deleteIfExists(errors);
        }
    }
}
