package io.github.leat.rds.internal;

/** A further connection of a load, over which some of its records go. */
final class Companion implements AutoCloseable {
    private final Session session;
    private final RecordRanges taken = new RecordRanges();

    Companion(Session session) {
        this.session = session;
        session.begin();
    }

    Session session() {
        return session;
    }

    /** Source numbers of the records that went over it since its last commit. */
    RecordRanges taken() {
        return taken;
    }

    void commit() {
        session.commit();
        taken.clear();
        session.begin();
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        session.close();
    }
}
