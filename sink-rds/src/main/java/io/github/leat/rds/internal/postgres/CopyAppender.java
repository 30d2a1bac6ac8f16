package io.github.leat.rds.internal.postgres;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.rds.internal.RecordAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ServerErrorMessage;

/**
 * Writes each batch by one COPY, behind a savepoint.
 *
 * <p>If the server refuses the batch, the savepoint is rolled back and the refused records are looked for: the server mostly
 * says which record it was, so that those before it go in by one COPY and the suspect alone by another; where it does not say,
 * halves are tried. After a refusal one record is tried, then two, then four, so that a batch of nothing but bad records costs
 * a few statements for each, and a single bad one a handful.
 */
final class CopyAppender implements RecordAppender {
    private static final Pattern LINE = Pattern.compile("^COPY [^\\n]*, line (\\d+)", Pattern.MULTILINE);
    private static final Pattern COLUMN =
            Pattern.compile("^COPY [^\\n]*, line \\d+, column ([^\\n:]+)", Pattern.MULTILINE);
    private static final String SAVEPOINT = "SAVEPOINT leat_batch";
    private static final String RELEASE = "RELEASE SAVEPOINT leat_batch";
    private static final String BACK = "ROLLBACK TO SAVEPOINT leat_batch";

    private final Connection connection;
    private final CopyManager copies;
    private final CopyRecords records;
    private final String copy;

    private CopyAppender(Connection connection, CopyManager copies, CopyRecords records) {
        this.connection = connection;
        this.copies = copies;
        this.records = records;
        this.copy = records.statement();
    }

    static CopyAppender open(Connection connection, CopyRecords records) throws SQLException {
        return new CopyAppender(
                connection, connection.unwrap(PGConnection.class).getCopyAPI(), records);
    }

    @Override
    public List<Rejection> append(RecordBatch batch, long firstNumber) throws SQLException {
        Map<Integer, Rejection> refused = new TreeMap<>();
        run(SAVEPOINT);
        int from = 0;
        int step = batch.size();
        while (from < batch.size()) {
            int to = Math.min(batch.size(), from + step);
            Failure failure = tryCopy(batch, from, to, firstNumber, refused);
            if (failure == null) {
                from = to;
                step = Math.min(batch.size(), step * 2);
                if (from < batch.size()) {
                    run(RELEASE + "; " + SAVEPOINT);
                }
            } else if (to - from == 1) {
                refused.put(from, rejection(from, failure.error()));
                from = to;
                step = 1;
            } else {
                boolean isNamed = failure.index() > from && failure.index() < to;
                step = failure.index() == from ? 1 : isNamed ? failure.index() - from : (to - from) / 2;
            }
        }
        run(RELEASE);
        return List.copyOf(refused.values());
    }

    /**
     * A COPY that was refused, and rolled back.
     *
     * @param index of the record that the server names; -1 if it names none
     */
    private record Failure(SQLException error, int index) {}

    private @Nullable Failure tryCopy(
            RecordBatch batch, int from, int to, long firstNumber, Map<Integer, Rejection> refused)
            throws SQLException {
        RecordBatch part = to - from == batch.size() ? batch : batch.slice(from, to);
        CopyIn open = copies.copyIn(copy);
        CopyRecords.Sent sent = new CopyRecords.Sent(new int[0], 0);
        try {
            sent = records.write(part, from, firstNumber + from, refused, open);
            open.endCopy();
            return null;
        } catch (SQLException e) {
            end(open, e);
            if (!PostgresErrors.isOfRecord(e)) {
                throw e;
            }
            run(BACK);
            return new Failure(e, indexOf(e, sent));
        } finally {
            if (open.isActive()) {
                open.cancelCopy();
            }
        }
    }

    private static void end(CopyIn open, SQLException cause) {
        try {
            if (open.isActive()) {
                open.cancelCopy();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static int indexOf(SQLException error, CopyRecords.Sent sent) {
        Matcher line = LINE.matcher(context(error));
        if (line.find()) {
            long number = Long.parseLong(line.group(1));
            return number >= 1 && number <= sent.count() ? sent.indexes()[(int) number - 1] : -1;
        }
        return -1;
    }

    private static String context(SQLException error) {
        ServerErrorMessage server = PostgresErrors.serverMessage(error);
        String where = server == null ? null : server.getWhere();
        return where == null ? "" : where;
    }

    private Rejection rejection(int index, SQLException error) {
        ServerErrorMessage server = PostgresErrors.serverMessage(error);
        String named = server == null ? null : server.getColumn();
        if (named == null) {
            Matcher column = COLUMN.matcher(context(error));
            named = column.find() ? column.group(1) : "";
        }
        String state = PostgresErrors.stateOf(error);
        boolean tooLarge = state.equals("22001") || state.equals("22003");
        return new Rejection(
                index,
                records.sourceName(named),
                tooLarge ? RejectCode.VALUE_TOO_LARGE : RejectCode.REFUSED_BY_TARGET,
                "The table refuses it: " + PostgresErrors.reason(error));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public List<Rejection> check(RecordBatch batch) throws SQLException {
        return records.check(batch);
    }

    /** Nothing waits here: each batch is in the transaction when {@link #append} returns. */
    @Override
    public void flush() {}

    @Override
    public void close() {}
}
