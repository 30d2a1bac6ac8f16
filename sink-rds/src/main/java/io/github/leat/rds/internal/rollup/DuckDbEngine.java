package io.github.leat.rds.internal.rollup;

import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.rollup.Bucket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * DuckDB: no triggers, nothing that tells surely whether a table has changed, and a column is read at the speed of memory. So
 * every refresh computes all groups, and writes those that differ.
 */
final class DuckDbEngine extends Engine {
    /** One process has a file open; its threads come one after the other, since transactions on the same rows fail here. */
    private static final Map<String, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    DuckDbEngine(Dialect dialect) {
        super(dialect);
    }

    private static ReentrantLock turn(Work work) {
        return TURNS.computeIfAbsent(work.where(), name -> new ReentrantLock());
    }

    @Override
    void enter(Work work, String rollUp) {
        turn(work).lock();
    }

    @Override
    void leave(Work work, String rollUp) {
        turn(work).unlock();
    }

    @Override
    void beginSetUp(Work work, String rollUp) {
        work.run("BEGIN TRANSACTION", "begin");
    }

    @Override
    void beginRefresh(Work work, Shape shape) {
        work.run("BEGIN TRANSACTION", "begin");
    }

    @Override
    String whyNoTriggers(Work work, Shape shape) {
        return "DuckDB has no triggers";
    }

    @Override
    boolean isNoting(Work work, Shape shape) {
        return false;
    }

    @Override
    String startNoting(Work work, Shape shape) {
        return whyNoTriggers(work, shape);
    }

    @Override
    List<String> stopNoting(Work work, Shape shape) {
        return List.of();
    }

    @Override
    String fingerprint(Work work, Shape shape) {
        return "";
    }

    @Override
    void readNotes(Work work, Shape shape) {
        throw new UnsupportedOperationException("DuckDB has no triggers");
    }

    @Override
    String takeNotes(Shape shape) {
        throw new UnsupportedOperationException("DuckDB has no triggers");
    }

    private String createTemporary(String name) {
        return "CREATE OR REPLACE TEMP TABLE " + temporary(name) + " AS ";
    }

    @Override
    List<String> compute(Shape shape, boolean onlyKeys) {
        return List.of(createTemporary(FRESH) + query(shape, ""));
    }

    @Override
    List<String> dropTemporary() {
        return List.of("DROP TABLE IF EXISTS " + temporary(FRESH));
    }

    /** An instant's parts are those of UTC, whatever the session's time zone. */
    @Override
    String bucket(Bucket bucket, String column, TargetColumn type) {
        boolean isInstant =
                type.type().filter(known -> known.kind() == Kind.TIMESTAMP_TZ).isPresent();
        String time = isInstant ? "make_timestamp(epoch_us(" + column + "))" : column;
        return "CAST(date_trunc('" + Shape.lower(bucket) + "', " + time + ") AS DATE)";
    }

    @Override
    String same(String left, String right) {
        return left + " IS NOT DISTINCT FROM " + right;
    }
}
