package io.github.leat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts DuckDB's native library beside its jar, once, after the command was built: {@code UnpackDuckDb LIB-DIRECTORY}. The driver
 * unpacks the 70 MB at each start as long as the jar holds them, which takes longer than a small load; else it takes the file that
 * stands there. Only this platform's library is taken out of the jar, so the directory works on others too. Does nothing where there
 * is none of this platform.
 */
final class UnpackDuckDb {
    private UnpackDuckDb() {}

    public static void main(String[] args) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "duckdb_jdbc*.jar")) {
            for (Path jar : jars) {
                unpack(jar);
            }
        }
    }

    private static void unpack(Path jar) throws IOException {
        String name = "libduckdb_java.so_" + system() + '_' + processor();
        Path library = jar.resolveSibling(name);
        Path less = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile from = new ZipFile(jar.toFile())) {
            ZipEntry entry = from.getEntry(name);
            if (entry == null) {
                return;
            }
            Path unpacked = jar.resolveSibling(name + ".new");
            try (InputStream in = from.getInputStream(entry)) {
                Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(unpacked, library, StandardCopyOption.REPLACE_EXISTING);
            copyWithout(name, from, less);
        }
        Files.move(less, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyWithout(String name, ZipFile from, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (entry.getName().equals(name)) {
                    continue;
                }
                byte[] content;
                try (InputStream in = from.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                if (content.length > 1 << 20) {
                    stored(same, content); // another platform's: not worth the time to compress
                }
                out.putNextEntry(same);
                out.write(content);
                out.closeEntry();
            }
        }
    }

    private static void stored(ZipEntry entry, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
    }

    /** As the driver's file names have it. */
    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }
}
