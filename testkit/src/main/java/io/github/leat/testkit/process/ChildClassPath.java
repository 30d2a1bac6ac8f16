package io.github.leat.testkit.process;

import io.github.leat.testkit.cache.CachedDirectory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The class path of this JVM, for processes that tests start and kill.
 *
 * <p>DuckDB's driver unpacks its library (70 MB) from its jar in each process, which costs some 0.4 s of processor, and leaves the file
 * behind where the process is killed. Children get a jar without it, beside which the library stands unpacked, in a {@link
 * CachedDirectory}: there the driver takes it as it is. Thread-safe.
 */
public final class ChildClassPath {
    private static final String LIBRARY = "libduckdb_java.so_";

    private ChildClassPath() {}

    /** The class path, as the option {@code -cp} takes it. */
    public static synchronized String get() {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(own.split(File.pathSeparator, -1))
                .map(ChildClassPath::unpacked)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String unpacked(String entry) {
        Path jar = Path.of(entry);
        String name = String.valueOf(jar.getFileName());
        if (!name.startsWith("duckdb_jdbc") || !name.endsWith(".jar")) {
            return entry;
        }
        try {
            String version =
                    Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis() + "-" + platform();
            return CachedDirectory.of("duckdb", version, fresh -> unpack(jar, fresh))
                    .resolve(name)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the jar has no library for this platform it is copied as it is. */
    private static void unpack(Path jar, Path fresh) throws IOException {
        try (JarFile from = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(fresh.resolve(jar.getFileName()));
                JarOutputStream to = new JarOutputStream(file)) {
            List<? extends ZipEntry> entries = Collections.list(from.entries());
            String library = LIBRARY + platform();
            boolean isThere = entries.stream().anyMatch(entry -> entry.getName().equals(library));
            for (ZipEntry entry : entries) {
                try (InputStream in = from.getInputStream(entry)) {
                    if (isThere && entry.getName().equals(library)) {
                        Files.copy(in, fresh.resolve(library));
                    } else if (!isThere || !entry.getName().startsWith(LIBRARY)) {
                        to.putNextEntry(new ZipEntry(entry.getName()));
                        in.transferTo(to);
                    }
                }
            }
        }
    }

    /** As the driver's file names have it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux")
                + '_'
                + (processor.equals("x86_64") ? "amd64" : processor.equals("aarch64") ? "arm64" : processor);
    }
}
