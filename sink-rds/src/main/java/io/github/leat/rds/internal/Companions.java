package io.github.leat.rds.internal;

import io.github.leat.core.sink.LoadId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The further connections of one load, so that several of the server's processes take its records at once.
 *
 * <p>No transaction spans them. They commit before the load's own connection does, and note in the ledger, in the same
 * transaction, which records they wrote ahead of the checkpoint; the checkpoint's own transaction takes the note away. A load that dies
 * in between finds it and leaves those records out. Staged records need no note: their numbers tell.
 *
 * <p>A companion is asked for once {@link #FROM_BYTES} are written and never waited for. After a definition was changed the own
 * connection holds the table till its commit, and nobody else may write. Used by one thread at a time.
 */
final class Companions implements AutoCloseable {
    /** Small loads need one connection: 4 MiB. */
    private static final long FROM_BYTES = 4L << 20;

    private final Connector connector;
    private final Dialect dialect;
    private final SinkOptions options;
    private final String where;
    private final LoadId load;
    private final String loadId;
    private final int most;
    private final List<Companion> open = new ArrayList<>();
    private long bytes;
    private int joined;
    private boolean mayAsk = true;
    private boolean isPaused;

    Companions(Session own, SinkOptions options, String where, LoadId load, String loadId) {
        this.connector = own.connector();
        this.dialect = own.dialect();
        this.options = options;
        this.where = where;
        this.load = load;
        this.loadId = loadId;
        this.most = dialect.copiesAtOnce() - 1;
    }

    /** Shares the records of an appender, if it is time and connections are free. */
    void join(RecordAppender appender, long moreBytes) throws SQLException {
        bytes += moreBytes;
        if (isPaused || bytes < FROM_BYTES || !appender.isSplittable()) {
            return;
        }
        while (mayAsk && open.size() < most) {
            Optional<Session> session = Session.openIfFree(connector, dialect, where);
            session.ifPresent(free -> open.add(new Companion(free)));
            mayAsk = session.isPresent();
        }
        for (; joined < open.size(); joined++) {
            Companion next = open.get(joined);
            appender.split(next.session().connection(), next.taken());
        }
    }

    /** To be called when an appender was closed: the next one has the own connection only, till it is joined. */
    void appenderClosed() {
        joined = 0;
    }

    /** Lets nobody but the own connection write before the next commit. */
    void pause() {
        isPaused = true;
    }

    /** To be called after the own connection has committed. */
    void resume() {
        isPaused = false;
        mayAsk = true;
    }

    /**
     * Commits what went over them, ahead of the checkpoint.
     *
     * @param inLedger whether the ledger has a row of the load
     * @param sourceName as positions name the source
     * @return whether the ledger has a row now
     */
    boolean commit(boolean inLedger, String sourceName) {
        boolean known = inLedger;
        for (Companion companion : open) {
            if (companion.taken().isEmpty()) {
                continue;
            }
            if (!options.isStaged()) {
                new Ledger(companion.session(), where, options)
                        .writeAhead(load, loadId, known, sourceName, companion.taken());
                known = true;
            }
            companion.commit();
        }
        return known;
    }

    /** Drops what was not committed, and lets go of the connections. */
    @Override
    public void close() {
        open.forEach(Companion::close);
        open.clear();
        joined = 0;
        mayAsk = true;
    }
}
