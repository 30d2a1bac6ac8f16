package io.github.leat.testkit.dynamodb;

import io.github.leat.testkit.node.NodeInstall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The install of dynalite. */
final class DynaliteInstall {
    /** What dynalite 4.0.0 asks for in its {@code engines}. */
    private static final int OLDEST_NODE = 20;

    private static final NodeInstall INSTALL = new NodeInstall(
            "dynalite",
            OLDEST_NODE,
            DynaliteInstall.class,
            "dynalite",
            List.of("package.json", "package-lock.json", "serve.js"));
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private DynaliteInstall() {}

    static Optional<String> missing() {
        return INSTALL.missing();
    }

    static void sayOnce(String line) {
        if (!SAID.getAndSet(true)) {
            System.out.println(line + " Tests that need a DynamoDB server are skipped.");
        }
    }

    static Path directory() throws IOException {
        return INSTALL.directory();
    }
}
