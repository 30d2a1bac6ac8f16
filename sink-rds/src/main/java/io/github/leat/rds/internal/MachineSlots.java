package io.github.leat.rds.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bound on connections that the processes of one user on this machine keep among themselves, before they connect: locks of
 * the operating system on bytes of a file in the directory for temporary files, one byte for a connection. They end with the
 * process, whatever becomes of it.
 *
 * <p>The slots in the database bound all machines, but a process has to connect to ask for one; without these, as many
 * processes as wait would do so at once. Where the file cannot be had, that is logged, and each process asks for itself.
 * Thread-safe.
 */
final class MachineSlots {
    private static final Logger LOG = LoggerFactory.getLogger(MachineSlots.class);
    private static final Set<OpenOption> HOW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final int slots;

    /** Open as long as this process lives: closing it would end all locks on the file. */
    private final @Nullable FileChannel file;

    /** @param address of the database; what is equal shares the slots */
    MachineSlots(String address, int slots) {
        this.slots = slots;
        this.file = open(address);
    }

    private static @Nullable FileChannel open(String address) {
        // a digest, since an address may hold a password
        UUID name = UUID.nameUUIDFromBytes(
                (System.getProperty("user.name") + '\0' + address).getBytes(StandardCharsets.UTF_8));
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "leat-connections-" + name);
        try {
            return FileChannel.open(path, HOW);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("The processes of this machine do not share their turns: cannot open {}: {}", path, e.toString());
            return null;
        }
    }

    /** A slot that none has; null if there is none. Closing it gives it back. */
    synchronized @Nullable Slot take() throws IOException {
        if (file == null) {
            return () -> {};
        }
        int first = ThreadLocalRandom.current().nextInt(slots);
        for (int i = 0; i < slots; i++) {
            try {
                FileLock lock = file.tryLock((first + i) % slots, 1, false);
                if (lock != null) {
                    return lock::release;
                }
            } catch (OverlappingFileLockException e) {
                // one of this process has it
            }
        }
        return null;
    }

    /** The right to one connection. */
    @FunctionalInterface
    interface Slot {
        /** Gives it back. */
        void release() throws IOException;
    }
}
