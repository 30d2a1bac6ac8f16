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
import java.util.HashMap;
import java.util.Map;
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

    /** Shared by all of this process: closing one of several channels of a file would end the locks of the others. */
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final int slots;
    private final Path path;
    private boolean told;

    /** @param address of the database; what is equal shares the slots */
    MachineSlots(String address, int slots) {
        this.slots = slots;
        // a digest, since an address may hold a password
        UUID name = UUID.nameUUIDFromBytes(
                (System.getProperty("user.name") + '\0' + address).getBytes(StandardCharsets.UTF_8));
        this.path = Path.of(System.getProperty("java.io.tmpdir"), "leat-connections-" + name);
    }

    /** A slot that none has; null if there is none. Closing it gives it back. */
    synchronized @Nullable Slot take() throws IOException {
        FileChannel file = openOrTell();
        if (file == null) {
            return () -> {};
        }
        FileLock lock = null;
        try {
            lock = lock(file);
        } finally {
            if (lock == null) {
                close(path);
            }
        }
        return lock == null ? null : new Held(lock, path)::release;
    }

    private @Nullable FileLock lock(FileChannel file) throws IOException {
        int first = ThreadLocalRandom.current().nextInt(slots);
        for (int i = 0; i < slots; i++) {
            try {
                FileLock lock = file.tryLock((first + i) % slots, 1, false);
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // one of this process has it
            }
        }
        return null;
    }

    private @Nullable FileChannel openOrTell() {
        try {
            return open(path);
        } catch (IOException | UnsupportedOperationException e) {
            if (!told) {
                LOG.warn(
                        "The processes of this machine do not share their turns: cannot open {}: {}",
                        path,
                        e.toString());
                told = true;
            }
            return null;
        }
    }

    private static synchronized FileChannel open(Path path) throws IOException {
        Shared shared = OPEN.get(path);
        if (shared == null) {
            shared = new Shared(FileChannel.open(path, HOW));
            OPEN.put(path, shared);
        }
        shared.users++;
        return shared.file;
    }

    /** A process that meets many addresses keeps no file open for those that it has no connection to. */
    private static synchronized void close(Path path) throws IOException {
        Shared shared = OPEN.get(path);
        if (shared != null && --shared.users == 0) {
            OPEN.remove(path);
            shared.file.close();
        }
    }

    private static final class Shared {
        private final FileChannel file;
        private int users;

        Shared(FileChannel file) {
            this.file = file;
        }
    }

    private record Held(FileLock lock, Path path) {
        void release() throws IOException {
            try {
                lock.release();
            } finally {
                close(path);
            }
        }
    }

    /** The right to one connection. */
    @FunctionalInterface
    interface Slot {
        /** Gives it back; once. */
        void release() throws IOException;
    }
}
