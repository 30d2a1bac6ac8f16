package io.github.leat.serve.page;

import io.github.leat.testkit.node.NodeInstall;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Chromium of this machine, driven by Playwright. */
final class Browser {
    /** What playwright-core 1.65.1 asks for in its {@code engines}. */
    private static final int OLDEST_NODE = 20;

    /** First the one without a window's code: it takes the least of the machine. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final NodeInstall INSTALL = new NodeInstall(
            "page-test",
            OLDEST_NODE,
            Browser.class,
            "browser",
            List.of(
                    "package.json",
                    "package-lock.json",
                    "check.mjs",
                    "browser.mjs",
                    "table-checks.mjs",
                    "page-checks.mjs",
                    "access-checks.mjs",
                    "report-check.mjs"));

    private Browser() {}

    /** What a check came to. */
    record Check(String name, boolean isOk, String why) {}

    /** What this machine lacks, as a sentence; empty if the checks can run. */
    static Optional<String> missing() {
        return executable().isEmpty()
                ? Optional.of("There is no Chromium on the PATH (Debian: apt-get install chromium).")
                : INSTALL.missing();
    }

    private static Optional<Path> executable() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String name : NAMES) {
            for (String directory : path.split(File.pathSeparator, -1)) {
                Path file = Path.of(directory, name);
                if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Runs all checks of a script.
     *
     * @param script one of the files
     * @param arguments those after the browser
     * @throws IOException if they cannot run, or end before their end, with what they printed
     */
    static List<Check> run(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("node", script, executable().orElseThrow().toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(INSTALL.directory().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said;
        try {
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
        List<Check> checks = parse(said);
        if (process.waitFor() != 0 || !said.contains("1.." + checks.size() + "\n")) {
            throw new IOException("The checks did not come to their end:\n" + said);
        }
        return checks;
    }

    private static List<Check> parse(String said) {
        List<Check> checks = new ArrayList<>();
        for (String part : said.split("\n(?=ok |not ok )", -1)) {
            String[] lines = part.split("\n", 2);
            if (lines[0].startsWith("ok ")) {
                checks.add(new Check(lines[0].substring("ok ".length()), true, ""));
            } else if (lines[0].startsWith("not ok ")) {
                checks.add(new Check(lines[0].substring("not ok ".length()), false, lines.length > 1 ? lines[1] : ""));
            }
        }
        return checks;
    }
}
