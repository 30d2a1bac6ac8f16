package io.github.leat.testkit.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory in the user's cache ({@code $XDG_CACHE_HOME/leat}, or {@code ~/.cache/leat}) that is made once for each version,
 * whatever number of JVMs ask at once, and never changed or removed afterwards.
 */
public final class CachedDirectory {
    private CachedDirectory() {}

    /** What a directory is filled with. */
    @FunctionalInterface
    public interface Content {
        /** Writes it into an empty directory, which is moved afterwards. */
        void writeTo(Path fresh) throws IOException;
    }

    /**
     * The directory, made if it is not there. Waits while another JVM makes one of this name. One JVM must not ask for a name by two
     * threads at once.
     *
     * @param version another for any other content
     * @throws IOException if it cannot be made; then nothing of it is left
     */
    public static Path of(String name, String version, Content content) throws IOException {
        Path cache = Files.createDirectories(cache());
        Path target = cache.resolve(name + "-" + version);
        try (FileChannel channel =
                FileChannel.open(cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the channel is closed.
            channel.lock();
            if (!Files.isDirectory(target)) {
                // A process that is killed here leaves a directory that nobody takes for a whole one.
                Path fresh = Files.createTempDirectory(cache, name + "-install");
                try {
                    content.writeTo(fresh);
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

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
