package io.github.leat.testkit.example;

import io.github.leat.core.io.ByteSource;
import io.github.leat.testkit.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

// docs: contract
class ZipEntrySourceTest extends SourceContract {
    @TempDir
    Path directory = Path.of("");

    private final Map<String, byte[]> files = new TreeMap<>();

    @Override
    protected void store(String name, byte[] content) throws IOException {
        files.put(name, content);
        pack();
    }

    @Override
    protected void remove(String name) throws IOException {
        files.remove(name);
        pack();
    }

    @Override
    protected ByteSource source(String name) {
        return ZipEntrySource.of(directory.resolve("data.zip"), name);
    }

    /** Writes the archive beside the old one and renames it, so that whoever reads the old one can read it on. */
    private void pack() throws IOException {
        Path next = directory.resolve("next.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(next))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        Files.move(next, directory.resolve("data.zip"), StandardCopyOption.REPLACE_EXISTING);
    }
}
// docs: end
