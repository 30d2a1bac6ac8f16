package io.github.leat.testkit.node;

import io.github.leat.testkit.cache.CachedDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A program of Node with its packages, installed by {@code npm ci} into the user's cache: once for each content of its files,
 * whatever number of JVMs ask at once. Thread-safe.
 */
public final class NodeInstall {
    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

    private final String name;
    private final int oldestNode;
    private final Class<?> anchor;
    private final String resources;
    private final List<String> files;

    /** What is missing, empty text for nothing; null before it was looked for. */
    private @Nullable String missing;

    private @Nullable Path directory;

    /**
     * One that is not installed yet.
     *
     * @param name of its directory in the cache, and in messages
     * @param oldestNode the oldest major version of Node that its packages take
     * @param anchor the class beside whose resources its files are
     * @param resources their directory, from that class
     * @param files their names: package.json and package-lock.json among them
     */
    public NodeInstall(String name, int oldestNode, Class<?> anchor, String resources, List<String> files) {
        this.name = name;
        this.oldestNode = oldestNode;
        this.anchor = anchor;
        this.resources = resources;
        this.files = List.copyOf(files);
    }

    /** What of Node and npm this machine lacks, as a sentence; empty if nothing. */
    public synchronized Optional<String> missing() {
        String known = missing;
        if (known == null) {
            known = look().orElse("");
            missing = known;
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private Optional<String> look() {
        Optional<String> node = output("node", "--version");
        if (node.isEmpty()) {
            return Optional.of("Node " + oldestNode + " or later is not on the PATH.");
        }
        Matcher version = MAJOR.matcher(node.get());
        if (!version.matches() || Integer.parseInt(version.group(1)) < oldestNode) {
            return Optional.of("Node " + oldestNode + " or later is needed, this is "
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

    /**
     * Where it is, installed if it was not.
     *
     * @throws IOException if it cannot be installed, with what npm printed
     */
    public synchronized Path directory() throws IOException {
        Path known = directory;
        if (known == null) {
            known = installed();
            directory = known;
        }
        return known;
    }

    private Path installed() throws IOException {
        return CachedDirectory.of(name, version(), fresh -> {
            for (String file : files) {
                Files.copy(resource(file), fresh.resolve(file));
            }
            install(fresh);
        });
    }

    private String version() throws IOException {
        CRC32 sum = new CRC32();
        for (String file : files) {
            try (InputStream in = resource(file)) {
                sum.update(in.readAllBytes());
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private InputStream resource(String file) throws IOException {
        InputStream in = anchor.getResourceAsStream(resources + "/" + file);
        if (in == null) {
            throw new IOException(
                    "There is no resource " + resources + "/" + file + " beside " + anchor.getName() + ".");
        }
        return in;
    }

    private void install(Path directory) throws IOException {
        // Without install scripts: what has a native library brings it built.
        Process process = new ProcessBuilder(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "npm ci of " + name + " failed. Look at npm's registry and proxy settings:\n" + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm installed " + name, e);
        }
    }
}
