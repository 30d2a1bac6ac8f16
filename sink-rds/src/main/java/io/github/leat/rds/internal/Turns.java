package io.github.leat.rds.internal;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this process to one address: at most so many, first come, first served, and one asked for at a time, so
 * that of the loads that wait for other processes one alone bothers the server. The processes of this machine share the bound
 * before they connect ({@link MachineSlots}).
 *
 * <p>A connection that is given back while others wait is handed on, until it is {@link #KEPT_FOR} old: then it is closed, so
 * that other processes get their turn. None is kept idle. Thread-safe.
 */
public final class Turns {
    private static final Map<String, Turns> BY_ADDRESS = new ConcurrentHashMap<>();
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);
    private static final int FIRST_MILLIS = 20;
    private static final int LAST_MILLIS = 500;

    private final Semaphore free;
    private final ReentrantLock asking = new ReentrantLock(true);
    private final BlockingQueue<Connection> handedOn = new LinkedBlockingQueue<>();
    private final Map<Connection, Held> held = new ConcurrentHashMap<>();
    private final MachineSlots machine;

    private Turns(String address, int connections) {
        this.free = new Semaphore(connections, true);
        this.machine = new MachineSlots(address, connections);
    }

    private record Held(long openedAt, MachineSlots.Slot slot) {}

    /** The ones of an address, which the whole process shares. */
    public static Turns of(String address, int connections) {
        return BY_ADDRESS.computeIfAbsent(address + '\0' + connections, key -> new Turns(address, connections));
    }

    /** Opens a connection within the bound of all processes. */
    @FunctionalInterface
    public interface Opener {
        /** A connection, or null if the bound is reached or the server has none. */
        @Nullable
        Connection tryOpen() throws SQLException;
    }

    /**
     * A connection; waits for it up to 10 minutes.
     *
     * @param where name of the database in errors
     * @throws TransientSinkException if none was free for so long
     */
    public Connection connect(String where, Opener opener) throws SQLException {
        long giveUpAt = Ticker.system().nanos() + LONGEST_WAIT.toNanos();
        boolean got = false;
        boolean hasTurn = false;
        boolean isAsking = false;
        try {
            hasTurn = free.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
            isAsking = hasTurn && asking.tryLock(giveUpAt - Ticker.system().nanos(), TimeUnit.NANOSECONDS);
            Connection connection = isAsking ? ask(opener, giveUpAt) : null;
            if (connection == null) {
                throw new TransientSinkException(where + ": no connection was free for " + LONGEST_WAIT.toMinutes()
                        + " minutes. Run the load again when others have ended, or allow more connections.");
            }
            got = true;
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientSinkException(where + ": interrupted while waiting for a connection.", e);
        } finally {
            if (isAsking) {
                asking.unlock();
            }
            if (hasTurn && !got) {
                free.release();
            }
            closeUnclaimed();
        }
    }

    /** A connection beside one that the caller has, unless others wait for theirs or it would have to be waited for. */
    public @Nullable Connection connectIfFree(Opener opener) throws SQLException {
        if (isWaitedFor() || !free.tryAcquire()) {
            return null;
        }
        Connection connection = null;
        try {
            if (asking.tryLock()) {
                try {
                    connection = open(opener);
                } finally {
                    asking.unlock();
                }
            }
            return connection;
        } finally {
            if (connection == null) {
                free.release();
            }
            closeUnclaimed();
        }
    }

    private @Nullable Connection ask(Opener opener, long giveUpAt) throws SQLException, InterruptedException {
        int wait = FIRST_MILLIS;
        Connection connection = handedOn.poll();
        while (connection == null && Ticker.system().nanos() - giveUpAt < 0) {
            connection = open(opener);
            if (connection == null) {
                connection = handedOn.poll(1 + ThreadLocalRandom.current().nextInt(wait), TimeUnit.MILLISECONDS);
                wait = Math.min(LAST_MILLIS, wait * 2);
            }
        }
        return connection;
    }

    private @Nullable Connection open(Opener opener) throws SQLException {
        MachineSlots.Slot slot = takeSlot();
        if (slot == null) {
            return null;
        }
        Connection connection = null;
        try {
            connection = opener.tryOpen();
        } finally {
            if (connection == null) {
                release(slot);
            }
        }
        if (connection != null) {
            held.put(connection, new Held(Ticker.system().nanos(), slot));
        }
        return connection;
    }

    private MachineSlots.@Nullable Slot takeSlot() {
        try {
            return machine.take();
        } catch (IOException e) {
            throw new TransientSinkException("Cannot lock this machine's file of connections: " + e.getMessage(), e);
        }
    }

    private static void release(MachineSlots.Slot slot) {
        try {
            slot.release();
        } catch (IOException e) {
            throw new TransientSinkException("Cannot unlock this machine's file of connections: " + e.getMessage(), e);
        }
    }

    /** Hands a connection on, or closes it. */
    public void giveBack(Connection connection) throws SQLException {
        try {
            Held its = held.get(connection);
            boolean young = its != null && Ticker.system().nanos() - its.openedAt() < KEPT_FOR.toNanos();
            if (isWaitedFor() && young && !connection.isClosed()) {
                handedOn.add(connection);
            } else {
                close(connection);
            }
        } finally {
            free.release();
            closeUnclaimed();
        }
    }

    private boolean isWaitedFor() {
        return free.hasQueuedThreads() || asking.isLocked();
    }

    /** A thread that waited may have given up, or got a connection of its own meanwhile. */
    private void closeUnclaimed() throws SQLException {
        Connection left;
        while (!isWaitedFor() && (left = handedOn.poll()) != null) {
            close(left);
        }
    }

    private void close(Connection connection) throws SQLException {
        Held its = held.remove(connection);
        try {
            connection.close();
        } finally {
            if (its != null) {
                release(its.slot());
            }
        }
    }
}
