package io.github.leat.xlsx.internal;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A source as a local file: itself, or a temporary copy, since an archive is read from its end. */
public final class Spool {
    private static final Cleaner CLEANER = Cleaner.create();

    private Spool() {}

    /** The file. A copy is deleted when its owner is not used any more, at the latest when the program ends. */
    public static Path of(ByteSource source, Object owner) throws IOException {
        if (source instanceof FileSource file && file.isReplayable()) {
            return file.path();
        }
        Path copy = Files.createTempFile("leat-xlsx-", ".xlsx");
        copy.toFile().deleteOnExit();
        CLEANER.register(owner, new Deletion(copy));
        try (InputStream in = source.open(0)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** Must not refer to the owner. */
    private record Deletion(Path copy) implements Runnable {
        @Override
        public void run() {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                // it goes with the program
            }
        }
    }
}
