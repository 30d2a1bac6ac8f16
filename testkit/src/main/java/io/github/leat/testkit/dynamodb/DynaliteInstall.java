package io.github.leat.testkit.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Installs dynalite once for each lock file, whatever number of JVMs ask at once. */
final class DynaliteInstall {
    /** What dynalite 4.0.0 asks for in its {@code engines}. */
    private static final int OLDEST_NODE = 20;

    private static final List<String> FILES = List.of("package.json", "package-lock.json", "serve.js");
    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    /** What is missing, empty text for nothing; null before it was looked for. */
    private static @Nullable String missing;

    private static @Nullable Path directory;

    private DynaliteInstall() {}

    static synchronized Optional<String> missing() {
        String known = missing;
        if (known == null) {
            known = look().orElse("");
            missing = known;
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    static void sayOnce(String line) {
        if (!SAID.getAndSet(true)) {
            System.out.println(line + " Tests that need a DynamoDB server are skipped.");
        }
    }

    private static Optional<String> look() {
        Optional<String> node = output("node", "--version");
        if (node.isEmpty()) {
            return Optional.of("Node " + OLDEST_NODE + " or later is not on the PATH.");
        }
        Matcher version = MAJOR.matcher(node.get());
        if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST_NODE) {
            return Optional.of("Node " + OLDEST_NODE + " or later is needed, this is "
                    + node.get().strip() + ".");
        }
        return output(npm(), "--version").isEmpty() ? Optional.of("npm is not on the PATH.") : Optional.empty();
    }

    private static Optional<String> output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String npm() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
    }

    /** Where dynalite is, installed if it was not. */
    static synchronized Path directory() throws IOException {
        Path known = directory;
        if (known == null) {
            known = installed();
            directory = known;
        }
        return known;
    }

    private static Path installed() throws IOException {
        Path cache = Files.createDirectories(cache());
        Path target = cache.resolve("dynalite-" + version());
        try (FileChannel channel =
                FileChannel.open(cache.resolve("dynalite.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the channel is closed.
            channel.lock();
            if (!Files.isDirectory(target)) {
                // A process that is killed here leaves a directory that nobody takes for an install.
                Path fresh = Files.createTempDirectory(cache, "dynalite-install");
                try {
                    for (String file : FILES) {
                        Files.copy(resource(file), fresh.resolve(file));
                    }
                    install(fresh);
                    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    delete(fresh);
                    throw e;
                }
            }
        }
        return target;
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path base =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return base.resolve("leat");
    }

    private static String version() throws IOException {
        CRC32 sum = new CRC32();
        for (String file : FILES) {
            try (InputStream in = resource(file)) {
                sum.update(in.readAllBytes());
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private static InputStream resource(String file) throws IOException {
        InputStream in = DynaliteInstall.class.getResourceAsStream("dynalite/" + file);
        if (in == null) {
            throw new IOException("The test kit's jar has no dynalite/" + file + ".");
        }
        return in;
    }

    private static void install(Path directory) throws IOException {
        // Without install scripts: the one package that has one brings its native library built.
        Process process = new ProcessBuilder(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("npm ci of dynalite failed. Look at npm's registry and proxy settings:\n" + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm installed dynalite", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
