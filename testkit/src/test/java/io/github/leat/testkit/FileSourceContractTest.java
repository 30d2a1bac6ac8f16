package io.github.leat.testkit;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of sources, kept by files. */
class FileSourceContractTest extends SourceContract {
    @TempDir
    Path files = Path.of("");

    @Override
    protected void store(String name, byte[] content) throws IOException {
        Files.write(files.resolve(name), content);
    }

    @Override
    protected ByteSource source(String name) {
        return FileSource.of(files.resolve(name));
    }

    @Override
    protected void remove(String name) throws IOException {
        Files.delete(files.resolve(name));
    }

    /** A file that is written over is read as it is then. */
    @Override
    protected boolean isPinned() {
        return false;
    }
}
