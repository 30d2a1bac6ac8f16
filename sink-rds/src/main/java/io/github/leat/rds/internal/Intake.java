package io.github.leat.rds.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the batches of a load go in: the table or its staging table, by an appender, or past a {@link Probe} where the database
 * would not survive a refused record. Opened by the first batch, and by the first one after {@link #close}. Used by one thread at a
 * time.
 */
final class Intake implements AutoCloseable {
    private final SinkOptions options;
    private final Session session;
    private final Dialect dialect;
    private final String stage;
    private final boolean canRestart;
    /** Records that are in the table though the checkpoint does not know it. */
    private final RecordRanges done;

    private final Companions companions;
    private @Nullable RecordAppender appender;
    private @Nullable Probe probe;
    private String sourceName = "";

    /**
     * @param canRestart whether what is rolled back is read again
     * @param companions take part in what an appender writes
     */
    Intake(
            SinkOptions options,
            Session session,
            String stage,
            boolean canRestart,
            RecordRanges done,
            Companions companions) {
        this.options = options;
        this.session = session;
        this.dialect = session.dialect();
        this.stage = stage;
        this.canRestart = canRestart;
        this.done = done;
        this.companions = companions;
    }

    /**
     * Takes a batch in.
     *
     * @param plan the same for all batches until {@link #close}
     * @return what was refused, ascending
     */
    List<Rejection> take(RecordBatch batch, TablePlan plan, long firstNumber) throws SQLException {
        return needsProbe(plan) ? takeProbed(batch, plan, firstNumber) : takeDirect(batch, plan, firstNumber);
    }

    private boolean needsProbe(TablePlan plan) {
        return !dialect.findsRefusals() && (options.isStaged() ? Probe.isNeeded(dialect, plan) : !plan.isDirect());
    }

    private List<Rejection> takeDirect(RecordBatch batch, TablePlan plan, long firstNumber) throws SQLException {
        if (appender == null) {
            RecordAppender opened = dialect.appender(
                    session.connection(),
                    new TableRef(options.isStaged() ? stage : plan.table(), false, canRestart),
                    plan.schema(),
                    options.isStaged() ? numbered(plan.schema().size()) : plan.order());
            appender = done.isEmpty() ? opened : new ResumedAppender(opened, done);
        }
        List<Rejection> refused = appender.append(batch, firstNumber);
        sourceName = batch.start().source();
        companions.join(appender, batch.sizeInBytes());
        return refused;
    }

    private static List<Integer> numbered(int columns) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, columns).boxed().toList());
        order.add(RecordAppender.NUMBER);
        return order;
    }

    private List<Rejection> takeProbed(RecordBatch batch, TablePlan plan, long firstNumber) {
        if (probe == null) {
            probe = Probe.open(session, dialect, plan, !options.isStaged());
        }
        List<Rejection> refused = probe.take(batch);
        TableSql sql = new TableSql(dialect, options, plan);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            values.add(options.isStaged() ? Probe.value(i) : sql.cast(Probe.value(i), i));
        }
        if (options.isStaged()) {
            values.add(Probe.index() + " + " + firstNumber);
            probe.moveTo("INSERT INTO " + dialect.table(stage), values);
        } else {
            probe.moveTo(
                    "INSERT INTO " + dialect.table(plan.table()) + " (" + String.join(", ", sql.targetColumns()) + ")",
                    values);
        }
        return refused;
    }

    /** As positions name the source; empty before the first batch. */
    String sourceName() {
        return sourceName;
    }

    boolean isOpen() {
        return appender != null || probe != null;
    }

    void flush() throws SQLException {
        if (appender != null) {
            appender.flush();
        }
    }

    /** Writes the rest. */
    @Override
    public void close() throws SQLException {
        RecordAppender open = appender;
        Probe opened = probe;
        appender = null;
        probe = null;
        companions.appenderClosed();
        if (open != null) {
            open.close();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
